using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GSTorrent.MetainfoFormat;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Server.Tests.Commands.Create;

public sealed class CreateCommandTests : IDisposable
{
    private const int PieceLength = 32 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_hashes_are_those_of_the_files_in_their_order()
    {
        string content = Payload.OddFolder("odd", seed: 1).WriteTo(_folder.Path);
        Metainfo made = await CreateAsync("odd", "-l", "32KiB");
        byte[] all = [.. made.Files.SelectMany(f => File.ReadAllBytes(Path.Combine(_folder.Path, f.Path)))];
        byte[] expected = [.. all.Chunk(PieceLength).SelectMany(SHA1.HashData)];
        Assert.Equal(expected, made.PieceHashes.ToArray());
        Assert.Equal(Directory.GetFiles(content, "*", SearchOption.AllDirectories).Length, made.Files.Count);
        Assert.Equal(PieceLength, made.Geometry.PieceLength);
    }

    [Fact]
    public async Task A_single_file_stands_alone_and_its_info_hash_and_magnet_are_printed()
    {
        Payload.SingleFile("one.bin", 100_001, seed: 2).WriteTo(_folder.Path);
        CommandRun run = await RunAsync("create", "one.bin");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Metainfo made = Read("one.bin.torrent");
        Assert.True(made.IsSingleFile);
        Assert.Equal(TorrentFile.Read(Full("one.bin.torrent"), "one.bin").InfoHash, made.InfoHash.ToString());
        Assert.Contains($"info-hash: {made.InfoHash}\n", run.Out, StringComparison.Ordinal);
        Assert.Contains($"magnet: magnet:?xt=urn:btih:{made.InfoHash}&dn=one.bin\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_reach_the_file()
    {
        Payload.SingleFile("one.bin", 100, seed: 3).WriteTo(_folder.Path);
        Metainfo made = await CreateAsync(
            "one.bin", "--tracker", "http://a/announce,udp://b:1/announce", "--tracker", "https://c/announce",
            "--web-seed", "http://w/one.bin", "--private", "--comment", "words", "--source", "site");
        Assert.Equal(
            [["http://a/announce", "udp://b:1/announce"], ["https://c/announce"]],
            made.TrackerTiers.Select(tier => tier.ToArray()));
        Assert.Equal(["http://w/one.bin"], made.WebSeeds);
        Assert.True(made.IsPrivate);
        Assert.Equal(("words", "site", 1_700_000_000L), (made.Comment, made.Source, made.CreationDateUnixSeconds));
    }

    [Fact]
    public async Task Without_a_date_the_same_content_gives_the_same_bytes()
    {
        Payload.OddFolder("odd", seed: 4).WriteTo(_folder.Path);
        await CreateAsync("odd", "--no-date", "-o", "first.torrent");
        await CreateAsync("odd", "--no-date", "-o", "second.torrent");
        Assert.Equal(File.ReadAllBytes(Full("first.torrent")), File.ReadAllBytes(Full("second.torrent")));
    }

    [Theory]
    [InlineData("v1", true, false)]
    [InlineData("v2", false, true)]
    [InlineData("hybrid", true, true)]
    public async Task Every_version_is_understood_by_the_reader(string version, bool hasV1, bool hasV2)
    {
        Payload.OddFolder("odd", seed: 5).WriteTo(_folder.Path);
        Metainfo made = await CreateAsync("odd", "--version", version);
        Assert.Equal((hasV1, hasV2), (!made.IsV2Only, made.InfoHashV2 is not null));
    }

    [Fact]
    public async Task Json_is_one_document()
    {
        Payload.SingleFile("one.bin", 70_000, seed: 6).WriteTo(_folder.Path);
        CommandRun run = await RunAsync("create", "one.bin", "--json", "-l", "64KiB");
        JsonNode made = JsonNode.Parse(run.Out)!;
        Assert.Equal(Read("one.bin.torrent").InfoHash.ToString(), (string?)made["infoHash"]);
        Assert.Equal((2, 65_536), ((int)made["pieces"]!, (int)made["pieceLength"]!));
    }

    [Fact]
    public async Task What_is_there_is_replaced_only_if_told_so()
    {
        Payload.SingleFile("one.bin", 100, seed: 7).WriteTo(_folder.Path);
        await File.WriteAllTextAsync(Full("x.torrent"), "mine");
        CommandRun refused = await RunAsync("create", "one.bin", "-o", "x.torrent");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--force", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Full("x.torrent")));
        await CreateAsync("one.bin", "-o", "x.torrent", "--force");
        Assert.Equal("one.bin", Read("x.torrent").Name);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public async Task The_output_is_never_a_part_of_the_content()
    {
        string content = Payload.OddFolder("odd", seed: 8).WriteTo(_folder.Path);
        string victim = Path.Combine(content, "last.bin");
        CommandRun run = await RunAsync("create", "odd", "--force", "-o", victim);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(3_000_001, new FileInfo(victim).Length);
    }

    [Fact]
    public async Task An_interruption_leaves_nothing_behind()
    {
        Payload.SingleFile("one.bin", 1_000_000, seed: 9).WriteTo(_folder.Path);
        CommandRun run = await CommandRun.RunAsync(
            _folder.Path, ["create", "one.bin"], new CancellationToken(canceled: true));
        Assert.Equal(130, run.ExitCode);
        Assert.Equal([Full("one.bin")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(1, "nope: there is no such file", "create", "nope")]
    [InlineData(1, "All files are empty", "create", "empty")]
    [InlineData(1, "there is no folder", "create", "file", "-o", "no/such/x.torrent")]
    [InlineData(2, "needs PATH", "create")]
    [InlineData(2, "'3MiB' is no power of two", "create", "file", "-l", "3MiB")]
    [InlineData(2, "'gopher://x' is no announce URL", "create", "file", "--tracker", "http://a/x,gopher://x")]
    [InlineData(2, "'x' is no URL", "create", "file", "--web-seed", "x")]
    [InlineData(2, "v3", "create", "file", "--version", "v3")]
    [InlineData(2, "--nope", "create", "file", "--nope")]
    public async Task Errors_are_one_line_and_name_what_is_wrong(int exitCode, string says, params string[] args)
    {
        await File.WriteAllTextAsync(Full("file"), "content");
        await File.WriteAllTextAsync(Full("empty"), "");
        CommandRun run = await RunAsync(args);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        Assert.Contains(says, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.RunAsync(_folder.Path, args);

    private async Task<Metainfo> CreateAsync(string content, params string[] options)
    {
        CommandRun run = await RunAsync(["create", content, .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        int output = Array.IndexOf(options, "-o");
        return Read(output < 0 ? content + ".torrent" : options[output + 1]);
    }

    private string Full(string name) => Path.Combine(_folder.Path, name);

    private Metainfo Read(string name)
    {
        Assert.True(Metainfo.TryParse(File.ReadAllBytes(Full(name)), out Metainfo? made, out MetainfoError? error),
            error?.Message);
        return made;
    }
}
