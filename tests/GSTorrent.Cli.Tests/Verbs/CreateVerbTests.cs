using System.Text.Json.Nodes;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Cli.Tests.Verbs;

/// <summary><c>create</c> makes a torrent without any server; what it is made of is tested where it is made.</summary>
public sealed class CreateVerbTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public CreateVerbTests()
    {
        _terminal.Write("odd/a.txt", "content");
        _terminal.Write("odd/sub/b.txt", "more");
    }

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prints_what_it_made(bool isInteractive)
    {
        _terminal.IsInteractive = isInteractive;
        Ran ran = await _terminal.RunAsync("create", "odd");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Metainfo made = Read("odd.torrent");
        Assert.Contains("odd.torrent: 2 files, 11 B, 1 piece of 16.0 KiB\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains($"info-hash: {made.InfoHash}\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains($"magnet: magnet:?xt=urn:btih:{made.InfoHash}", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_reach_the_file()
    {
        Ran ran = await _terminal.RunAsync(
            "create", "odd", "-o", "x.torrent", "--version", "hybrid", "-t", "http://a/announce,udp://b:1/announce",
            "-t", "https://c/announce", "-w", "http://w/odd", "--private", "-c", "words", "--source", "site",
            "-l", "32KiB", "--no-date");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Metainfo made = Read("x.torrent");
        Assert.Equal((true, 32 * 1024), (made.IsHybrid, made.Geometry.PieceLength));
        Assert.Equal(
            [["http://a/announce", "udp://b:1/announce"], ["https://c/announce"]],
            made.TrackerTiers.Select(tier => tier.ToArray()));
        Assert.Equal(["http://w/odd/"], made.WebSeeds);
        Assert.Equal((true, "words", "site"), (made.IsPrivate, made.Comment, made.Source));
        Assert.Null(made.CreationDateUnixSeconds);
    }

    [Fact]
    public async Task Json_is_one_document()
    {
        Ran ran = await _terminal.RunAsync("create", "odd", "--json");
        JsonNode made = JsonNode.Parse(ran.Out)!;
        Assert.Equal(Read("odd.torrent").InfoHash.ToString(), (string?)made["infoHash"]);
    }

    [Fact]
    public async Task What_is_there_is_replaced_only_if_told_so()
    {
        _terminal.Write("odd.torrent", "mine");
        Ran refused = await _terminal.RunAsync("create", "odd");
        Assert.Equal(1, refused.Code);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _terminal.RunAsync("create", "odd", "--force")).Code);
        Assert.Equal("odd", Read("odd.torrent").Name);
    }

    [Fact]
    public async Task An_interruption_leaves_nothing_behind()
    {
        Ran ran = await _terminal.RunAsync(["create", "odd"], new CancellationToken(canceled: true));
        Assert.Equal((130, "gstctl: interrupted\n"), (ran.Code, ran.Error));
        Assert.False(File.Exists(Path.Combine(_terminal.Home, "odd.torrent")));
    }

    [Theory]
    [InlineData(1, "nope: there is no such file", "create", "nope")]
    [InlineData(1, "there is no folder", "create", "odd", "-o", "no/such/x.torrent")]
    [InlineData(2, "needs PATH", "create")]
    [InlineData(2, "'3MiB' is no power of two", "create", "odd", "-l", "3MiB")]
    [InlineData(2, "'gopher://x' is no announce URL", "create", "odd", "--tracker", "http://a/x,gopher://x")]
    [InlineData(2, "'x' is no URL", "create", "odd", "--web-seed", "x")]
    [InlineData(2, "v3", "create", "odd", "--version", "v3")]
    public async Task Errors_are_one_line_and_name_what_is_wrong(int code, string says, params string[] args)
    {
        Ran ran = await _terminal.RunAsync(args);
        Assert.Equal((code, ""), (ran.Code, ran.Out));
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
    }

    private Metainfo Read(string name)
    {
        byte[] written = File.ReadAllBytes(Path.Combine(_terminal.Home, name));
        Assert.True(Metainfo.TryParse(written, out Metainfo? made, out MetainfoError? error), error?.Message);
        return made;
    }
}
