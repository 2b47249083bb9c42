namespace GSTorrent.MetainfoFormat.Tests;

public sealed class MetainfoErrorTests
{
    [Theory]
    [InlineData("", "bencode-invalid")]
    [InlineData("<html>", "bencode-invalid")]
    [InlineData("d4:infod6:lengthi-0eee", "bencode-invalid")]
    [InlineData("4:spam", "not-a-dictionary")]
    [InlineData("de", "info-missing")]
    [InlineData("d4:info4:spame", "info-missing")]
    [InlineData("d10:magnet-uri3:abce", "info-missing")]
    [InlineData("d4:infodee", "piece-length-missing")]
    public void Files_that_are_no_metainfo(string text, string code) =>
        Assert.Equal(code, Torrents.Refused(System.Text.Encoding.Latin1.GetBytes(text)).Code);

    public static TheoryData<string, object?, string> SingleChanges { get; } = new()
    {
        { "name", null, "name-missing" }, { "name", 5, "name-missing" }, { "name", "", "name-missing" },
        { "name", "\0\0", "name-missing" },
        { "piece length", null, "piece-length-missing" }, { "piece length", "x", "piece-length-missing" },
        { "piece length", 0, "piece-length-invalid" }, { "piece length", -16384, "piece-length-invalid" },
        { "piece length", 536_870_912, "piece-length-invalid" },
        { "length", null, "length-missing" }, { "length", "20000", "length-missing" },
        { "length", -1, "length-invalid" }, { "length", 1L << 48, "length-invalid" },
        { "length", long.MaxValue, "length-invalid" }, { "length", 0, "content-empty" },
        { "length", 1L << 40, "too-many-pieces" }, { "length", 40_000, "pieces-length-mismatch" },
        { "pieces", null, "pieces-missing" }, { "pieces", new object[] { "x" }, "pieces-missing" },
        { "pieces", "xxx", "pieces-length-mismatch" }, { "pieces", "", "pieces-length-mismatch" },
        { "files", 5, "files-invalid" }, { "files", Array.Empty<object>(), "files-missing" },
        { "files", new object[] { 1 }, "files-invalid" },
        { "meta version", 3, "meta-version-unknown" }, { "meta version", 2, "file-tree-missing" },
        { "file tree", Ben.Dict(), "meta-version-missing" },
    };

    [Theory]
    [MemberData(nameof(SingleChanges))]
    public void One_wrong_field(string key, object? value, string code) =>
        Assert.Equal(code, Torrents.CodeOf(Torrents.SingleInfo.With(key, value)));

    public static TheoryData<object, string> BadFiles { get; } = new()
    {
        { Ben.Dict(("length", 1)), "path-missing" },
        { Ben.Dict(("length", 1), ("path", Array.Empty<object>())), "path-missing" },
        { Ben.Dict(("length", 1), ("path", "a")), "path-missing" },
        { Torrents.FileOf(1, "a", 5), "path-invalid" },
        { Torrents.FileOf(-5, "a"), "length-invalid" },
        { Ben.Dict(("path", new object[] { "a" })), "length-missing" },
        { Torrents.FileOf(1, [.. Enumerable.Repeat("a", 100)]), "path-too-deep" },
        { Torrents.FileOf(1, [.. Enumerable.Repeat(new string('a', 240), 50)]), "path-too-long" },
        { Torrents.FileOf(1, "a").With("attr", "l").With("symlink path", new object[] { 1 }), "symlink-invalid" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void One_wrong_file(object file, string code) => Assert.Equal(code,
        Torrents.CodeOf(Torrents.MultiInfo(file)));

    [Fact]
    public void The_message_names_the_place()
    {
        MetainfoError error = Torrents.Refused(Torrents.File(Torrents.MultiInfo(
            Torrents.FileOf(1, "a"), Torrents.FileOf(-5, "b"))));
        Assert.Contains("info.files[1].length", error.Message, StringComparison.Ordinal);
        Assert.Contains("-5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_that_overflow_together_are_refused()
    {
        object[] files =
        [
            .. Enumerable.Range(0, 100_000).Select(
                i => (object)Ben.Dict(("length", (1L << 48) - 1), ("path", new object[] { $"{i:x8}" }))),
        ];
        Assert.Equal("content-too-long", Torrents.CodeOf(Torrents.MultiInfo(files)));
    }
}
