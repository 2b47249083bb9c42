using CsCheck;
using GSTorrent.Application.Torrents;
using GSTorrent.Swarm;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class FileRulesTests : IDisposable
{
    private readonly SampleTorrent _sample =
        new(1, 16_384, ("B.TXT", 5), ("a.txt", 5), ("deep/c.txt", 5), ("deep/more/3", 5), ("x, [1].mkv", 5));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1-3", "123")]
    [InlineData("0-99", "01234")]
    [InlineData("*.txt", "12")]
    [InlineData("*.TXT", "0")]
    [InlineData("deep/*", "2")]
    [InlineData("deep/**", "23")]
    [InlineData("content/deep/**", "23")]
    [InlineData("**/c.txt", "2")]
    [InlineData("content/a.txt", "1")]
    [InlineData("a.txt", "1")]
    [InlineData("content/x, [1].mkv", "4")]
    [InlineData("x, [1].mkv", "4")]
    [InlineData("*", "01234")]
    [InlineData("**", "01234")]
    public void A_rule_names_files(string pattern, string indices)
    {
        FilePriority[] chosen = Apply(new FileRule(pattern, FilePriority.High)).Value;
        Assert.Equal(indices, string.Concat(Enumerable.Range(0, 5).Where(i => chosen[i] == FilePriority.High)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("7-9")]
    [InlineData("3-1")]
    [InlineData("99999999999")]
    [InlineData("A.txt")]
    [InlineData("deep")]
    [InlineData("/a.txt")]
    [InlineData("a\n.txt")]
    public void A_rule_that_names_no_file_is_refused(string pattern) =>
        Assert.Equal("files-invalid", Apply(new FileRule(pattern, FilePriority.High)).Error?.Code);

    [Fact]
    public void The_last_rule_that_names_a_file_decides()
    {
        FilePriority[] chosen = Apply(
            new FileRule("*", FilePriority.Skip), new FileRule("*.txt", FilePriority.Low),
            new FileRule("0", FilePriority.High)).Value;
        Assert.Equal(
            [FilePriority.High, FilePriority.Low, FilePriority.Low, FilePriority.Skip, FilePriority.Skip], chosen);
    }

    [Fact]
    public void A_choice_of_a_magnet_link_becomes_ranges()
    {
        List<FileRule> rules = FileRules.OfSelection([0, 2, 3, 4, 9]);
        Assert.Equal(["**", "0-0", "2-4", "9-9"], rules.Select(rule => rule.Files));
        FilePriority[] chosen = FileRules.ApplyLate(_sample.Metainfo, rules);
        Assert.Equal([2, 0, 2, 2, 2], chosen.Select(one => (int)one));
    }

    [Fact]
    public void Rules_survive_their_lines() =>
        Gen.Select(Gen.String[1, 20], Gen.Enum<FilePriority>())
            .Where((text, _) => !text.Any(char.IsControl))
            .Select((text, priority) => new FileRule(text, priority)).Array[0, 5]
            .Sample(rules => Assert.Equal(rules, FileRules.FromLines(FileRules.ToLines(rules))));

    [Fact]
    public void No_text_throws() => Gen.String.Sample(text =>
    {
        Apply(new FileRule(text, FilePriority.Low));
        FileRules.FromLines([text]);
        FileRules.ApplyLate(_sample.Metainfo, [new FileRule(text, FilePriority.Low)]);
    });

    public void Dispose() => _sample.Dispose();

    private Result<FilePriority[]> Apply(params FileRule[] rules) => FileRules.Apply(_sample.Metainfo, [], rules);
}
