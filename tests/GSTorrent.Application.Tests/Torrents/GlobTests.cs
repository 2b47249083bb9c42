using System.Text.RegularExpressions;
using CsCheck;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*.txt", "a.txt", true)]
    [InlineData("*.txt", "d/a.txt", false)]
    [InlineData("**", "d/a.txt", true)]
    [InlineData("d/**", "d/e/a.txt", true)]
    [InlineData("d/**", "da/a.txt", false)]
    [InlineData("**/a.txt", "a.txt", true)]
    [InlineData("**/a.txt", "d/e/a.txt", true)]
    [InlineData("**/a.txt", "d/ea.txt", false)]
    [InlineData("d/**/a", "d/a", true)]
    [InlineData("d/**/a", "d/e/f/a", true)]
    [InlineData("?.txt", "a.txt", true)]
    [InlineData("?.txt", "ab.txt", false)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("A.txt", "a.txt", false)]
    [InlineData("[1] *", "[1] show.mkv", true)]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("", "a", false)]
    public void Patterns_match_as_people_know_it(string pattern, string path, bool matches) =>
        Assert.Equal(matches, new Glob(pattern).Matches(path));

    [Fact]
    public void It_agrees_with_the_regular_expression_of_the_same_meaning() =>
        Gen.Select(Gen.String[Gen.Char["ab/*?"], 0, 9], Gen.String[Gen.Char["ab/"], 0, 9]).Sample((pattern, path) =>
        {
            string text = Regex.Escape(pattern).Replace(@"\*\*/", "<").Replace(@"\*\*", ">")
                .Replace(@"\*", "[^/]*").Replace(@"\?", "[^/]").Replace("<", "(.*/)?").Replace(">", ".*");
            bool expected = Regex.IsMatch(path, $"^(?:{text})$", RegexOptions.NonBacktracking);
            return new Glob(pattern).Matches(path) == expected;
        });

    [Fact]
    public void Hostile_patterns_take_bounded_time()
    {
        var glob = new Glob(string.Concat(Enumerable.Repeat("*a", 500)));
        Assert.False(glob.Matches(new string('a', 2000) + "b"));
    }
}
