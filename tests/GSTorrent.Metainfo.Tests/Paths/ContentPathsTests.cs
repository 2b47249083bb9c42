using CsCheck;

namespace GSTorrent.MetainfoFormat.Tests;

public sealed class ContentPathsTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("a/b c/d.mkv")]
    [InlineData("Größe/日本/x")]
    [InlineData("...a/b..c")]
    public void A_safe_path_is_taken(string path) => Assert.Null(ContentPaths.Check(path));

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("a/../b")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a/CON.txt")]
    [InlineData("a/b ")]
    [InlineData("a/b.")]
    [InlineData("a/\u202Eb")]
    [InlineData("a/\ud800")]
    public void What_a_metainfo_may_not_name_people_may_not_either(string path) =>
        Assert.NotNull(ContentPaths.Check(path));

    [Fact]
    public void Length_and_depth_are_bounded()
    {
        Assert.Null(ContentPaths.Check(string.Join('/', Enumerable.Repeat("a", 100))));
        Assert.NotNull(ContentPaths.Check(string.Join('/', Enumerable.Repeat("a", 101))));
        Assert.NotNull(ContentPaths.Check(new string('a', 251)));
        Assert.NotNull(ContentPaths.Check(string.Join('/', Enumerable.Repeat(new string('a', 200), 20))));
    }

    [Fact]
    public void A_path_that_is_taken_stays_inside_and_is_clean() => Gen.String[0, 40].Sample(path =>
    {
        if (ContentPaths.Check(path) is not null) return;
        string full = Path.GetFullPath(Path.Combine("/root", path));
        Assert.StartsWith("/root/", full, StringComparison.Ordinal);
        Assert.All(path.Split('/'), part => Assert.Equal(part, PathSanitizer.CleanElement(part)));
    });

    [Fact]
    public void Given_paths_replace_those_of_the_metainfo_and_nonsense_is_left_out()
    {
        ContentFile[] files = Files("t/a", "t/b", "t/pad");
        var given = new Dictionary<int, string> { [0] = "x", [2] = "y", [-1] = "z", [3] = "z" };
        Assert.Equal(["x", "t/b", "t/pad"], ContentPaths.Apply(files, given));
    }

    [Theory]
    [InlineData("t/a", "t/b", true)]
    [InlineData("t/a", "t/a", false)]
    [InlineData("t/a", "T/A", false)]
    [InlineData("t", "t/a", false)]
    [InlineData("t/a/b", "T/a", false)]
    [InlineData("t/a", "t/ab", true)]
    public void No_two_files_get_in_each_others_way(string first, string second, bool isGood) =>
        Assert.Equal(isGood, ContentPaths.CheckTogether(Files("1", "2", "pad"), [first, second, first]) is null);

    // The last one is padding.
    private static ContentFile[] Files(params string[] paths) =>
        [.. paths.Select((path, index) => new ContentFile(index, path, index, 1, index == paths.Length - 1))];
}
