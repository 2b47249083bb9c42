using System.Text;
using CsCheck;

namespace GSTorrent.MetainfoFormat.Tests;

public sealed class UniquePathsTests
{
    private static string[] PathsOf(params string[] paths) =>
        [.. Torrents.Accepted(Torrents.MultiInfo([.. paths.Select(path => Torrents.FileOf(1, Utf8(path)))]))
            .Files.Select(file => file.Path["folder/".Length..])];

    private static object[] Utf8(string path) => [.. path.Split('|').Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void The_same_path_is_numbered_before_the_extension() =>
        Assert.Equal(["a.txt", "a.1.txt", "a.2.txt"], PathsOf("a.txt", "a.txt", "a.txt"));

    [Fact]
    public void Letter_case_does_not_tell_files_apart() =>
        Assert.Equal(["A.txt", "a.1.TXT", "ÄB", "äb.1"], PathsOf("A.txt", "a.TXT", "\u00c4B", "\u00e4b"));

    [Fact]
    public void A_number_that_is_taken_is_left_out() =>
        Assert.Equal(["a", "a.1", "a.2"], PathsOf("a", "a.1", "a"));

    [Fact]
    public void A_file_makes_way_for_a_folder_of_its_name() =>
        Assert.Equal(["a.1", "a/b", "x/A.1.b", "x/a.b/c"], PathsOf("a", "a|b", "x|A.b", "x|a.b|c"));

    [Fact]
    public void Folders_may_differ_in_letter_case_and_their_files_still_differ() =>
        Assert.Equal(["F/a", "f/b", "f/A.1"], PathsOf("F|a", "f|b", "f|A"));

    [Fact]
    public void Names_that_become_equal_by_cleaning_are_told_apart() =>
        Assert.Equal(["_", "_.1", "_.2", "x", "x.1"], PathsOf("..", ".", "", "x", "/x"));

    [Fact]
    public void Padding_takes_no_name_from_a_real_file()
    {
        Metainfo metainfo = Torrents.Accepted(Torrents.MultiInfo(
            Torrents.FileOf(1, "a").With("attr", "p"), Torrents.FileOf(1, "a").With("attr", "p"),
            Torrents.FileOf(1, "a"), Torrents.FileOf(1, "b").With("attr", "l"), Torrents.FileOf(1, "b")));
        Assert.Equal("folder/a", metainfo.Files[2].Path);
        Assert.Equal("folder/b", metainfo.Files[4].Path);
        Assert.Equal(5, metainfo.Files.Select(file => file.Path).Distinct().Count());
    }

    [Fact]
    public void Long_names_stay_within_their_limit_with_a_number()
    {
        string[] paths = PathsOf(new string('n', 300) + ".txt", new string('n', 300) + ".txt");
        Assert.EndsWith(".1.txt", paths[1], StringComparison.Ordinal);
        Assert.All(paths, path => Assert.Equal(PathSanitizer.MaxElementBytes, path.Length));
    }

    [Fact]
    public void Hundreds_of_the_same_path_are_refused()
    {
        object[] files = [.. Enumerable.Range(0, 200).Select(_ => Torrents.FileOf(1, "a"))];
        Assert.Equal("too-many-duplicates", Torrents.CodeOf(Torrents.MultiInfo(files)));
    }

    [Fact]
    public void Any_paths_come_out_unique_safe_and_without_overlap()
    {
        const string letters = "aA.\\/ 1_";
        Gen<string> name = Gen.Int[0, letters.Length - 1].Select(i => letters[i]).Array[0, 3].Select(x =>
            new string(x));
        name.Array[1, 4].Array[1, 30].Sample(paths =>
        {
            Metainfo metainfo = Torrents.Accepted(
                Torrents.MultiInfo([.. paths.Select(path => Torrents.FileOf(1, [.. path]))]));
            string[] files = [.. metainfo.Files.Select(file => file.Path)];
            var folders = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (string file in files)
            {
                string[] elements = file.Split('/');
                Assert.Equal("folder", elements[0]);
                foreach (string element in elements) PathSanitizerTests.AssertSafe(element);
                for (int i = 1; i < elements.Length; i++) folders.Add(string.Join('/', elements[..i]));
            }

            Assert.Equal(files.Length, files.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.DoesNotContain(files, folders.Contains);
        }, iter: 2_000);
    }
}
