using System.Text;

namespace GSTorrent.MetainfoFormat.Tests;

/// <summary>
/// Names as written, which content on this system may have although not every other one could hold them.
/// </summary>
public sealed class OriginalPathTests
{
    private static IReadOnlyList<ContentFile> FilesOf(string name, params string[] paths) => Torrents.Accepted(
        Torrents.MultiInfo([.. paths.Select(path => Torrents.FileOf(1, Utf8(path)))])
            .With("name", Encoding.UTF8.GetBytes(name))).Files;

    private static object[] Utf8(string path) => [.. path.Split('|').Select(Encoding.UTF8.GetBytes)];

    [Theory]
    [InlineData("CON", "folder/_CON", "folder/CON")]
    [InlineData("aux.d|x", "folder/_aux.d/x", "folder/aux.d/x")]
    [InlineData("dot.", "folder/dot", "folder/dot.")]
    [InlineData("space ", "folder/space", "folder/space ")]
    [InlineData("...", "folder/_", "folder/...")]
    public void What_only_other_systems_cannot_hold_is_known_as_written(string written, string path, string original)
    {
        ContentFile file = Assert.Single(FilesOf("folder", written));
        Assert.Equal((path, original, true), (file.Path, file.OriginalPath, file.IsAltered));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\tb")]
    [InlineData("a\u202eb")]
    [InlineData("CON|..")]
    [InlineData("CON|a\u001bb")]
    public void What_leads_out_or_hides_itself_is_not(string written)
    {
        ContentFile file = Assert.Single(FilesOf("folder", written));
        Assert.Null(file.OriginalPath);
        Assert.True(file.IsAltered);
    }

    [Fact]
    public void Nor_is_what_is_not_altered()
    {
        ContentFile file = Assert.Single(FilesOf("folder", "a.txt"));
        Assert.Null(file.OriginalPath);
        Assert.False(file.IsAltered);
    }

    [Fact]
    public void A_file_that_was_renamed_to_be_unique_is_known_as_written() => Assert.Equal(
        [(null, "folder/CASE.txt"), ("folder/case.txt", "folder/case.1.txt")],
        FilesOf("folder", "CASE.txt", "case.txt").Select(file => (file.OriginalPath, file.Path)));

    [Fact]
    public void The_name_of_the_torrent_counts_for_its_files()
    {
        Assert.Equal("NUL/a", Assert.Single(FilesOf("NUL", "a")).OriginalPath);
        Assert.Null(Assert.Single(FilesOf("..", "a")).OriginalPath);
        var single = Torrents.Accepted(Torrents.SingleInfo.With("name", "NUL"));
        Assert.Equal(("_NUL", "NUL"), (single.Files[0].Path, single.Files[0].OriginalPath));
    }

    [Fact]
    public void A_path_that_is_too_long_as_written_is_not_known()
    {
        string deep = string.Join('|', Enumerable.Repeat(new string('.', 250), 30));
        Assert.Null(Assert.Single(FilesOf("folder", deep)).OriginalPath);
    }

    [Fact]
    public void A_file_may_keep_its_original_names_and_no_other_file_may()
    {
        IReadOnlyList<ContentFile> files = FilesOf("folder", "CASE.txt", "case.txt", "CON", "b");
        Assert.Null(ContentPaths.Check(files[2], "other/CON"));
        Assert.NotNull(ContentPaths.Check(files[3], "other/CON"));
        Assert.NotNull(ContentPaths.Check(files[2], "../CON"));
        Assert.Null(ContentPaths.CheckTogether(
            files, ["folder/CASE.txt", "folder/case.txt", "folder/CON", "folder/b"]));
        Assert.NotNull(ContentPaths.CheckTogether(
            files, ["folder/CASE.txt", "folder/case.1.txt", "folder/CON", "folder/con"]));
        Assert.NotNull(ContentPaths.CheckTogether(
            files, ["folder/case.txt", "folder/case.txt", "folder/CON", "folder/b"]));
    }

    [Fact]
    public void What_is_called_otherwise_is_told()
    {
        IReadOnlyList<ContentFile> files = FilesOf("folder", "CASE.txt", "case.txt", "CON", "b");
        string[] paths = [.. files.Select(file => file.Path)];
        Assert.Equal(
            "2 of 4 files have names that not every system can store; here they are called folder/case.1.txt, "
            + "folder/_CON", ContentPaths.TellAltered(files, paths));
        Assert.Null(ContentPaths.TellAltered(files, ["folder/CASE.txt", "folder/case.txt", "folder/CON", "folder/b"]));
    }
}
