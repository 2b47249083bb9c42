using GSTorrent.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Libtorrent;
using GSTorrent.Peers.Running;

namespace GSTorrent.Server.Tests.Commands.Create;

/// <summary>What other programs make of the same content, and what they read in ours.</summary>
public sealed class OtherMakersTests : IDisposable
{
    private const string ReadBack = """
        import libtorrent, sys
        torrent = libtorrent.torrent_info(sys.argv[1])
        print(torrent.info_hashes().v1, torrent.info_hashes().v2, torrent.num_pieces(), torrent.total_size())
        """;

    private const string Tracker = "http://127.0.0.1:9/announce";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> MakersAndContents => new()
    {
        { "mktorrent", "odd" },
        { "mktorrent", "one.bin" },
        { "transmission-create", "one.bin" },
    };

    [Theory]
    [MemberData(nameof(MakersAndContents))]
    public async Task The_info_hash_is_the_one_of_other_programs(string maker, string name)
    {
        Need(maker);
        Payload payload = name is "odd"
            ? new Payload(name, [("a.bin", 100_000), ("b/c.bin", 16_384), ("b/d.txt", 1)], 1)
            : Payload.SingleFile(name, 1_234_567, seed: 1);
        string content = payload.WriteTo(_folder.Path);
        string theirs = Path.Combine(_folder.Path, "theirs.torrent");
        // transmission-create always says whether it is private, so only a private torrent can be the same.
        (string[] arguments, string[] options) = maker is "mktorrent"
            ? (new[] { "-d", "-l", "16", "-o", theirs, content }, Array.Empty<string>())
            : (["-p", "-t", Tracker, "-s", "64", "-o", theirs, content], ["--private", "--tracker", Tracker]);
        await ExternalProcess.RunAsync(maker, arguments, _folder.Path, TestContext.Current.CancellationToken);
        CommandRun run = await CommandRun.RunAsync(
            _folder.Path, ["create", name, "-l", "64KiB", "-o", "ours.torrent", .. options]);
        Assert.Contains($"info-hash: {TorrentFile.Read(theirs, name).InfoHash}\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    [InlineData("hybrid")]
    public async Task Libtorrent_reads_every_version(string version)
    {
        Need(LibtorrentPeer.Package);
        Payload.OddFolder("odd", seed: 2).WriteTo(_folder.Path);
        CommandRun run = await CommandRun.RunAsync(
            _folder.Path, ["create", "odd", "--version", version, "--json", "-o", "x.torrent"]);
        string script = Path.Combine(_folder.Path, "read.py");
        await File.WriteAllTextAsync(script, ReadBack);
        string torrent = Path.Combine(_folder.Path, "x.torrent");
        string read = await ExternalProcess.RunAsync(
            LibtorrentPeer.Python, [script, torrent], _folder.Path, TestContext.Current.CancellationToken);
        System.Text.Json.Nodes.JsonNode made = System.Text.Json.Nodes.JsonNode.Parse(run.Out)!;
        string v1 = version is "v2" ? new string('0', 40) : (string)made["infoHash"]!;
        string v2 = (string?)made["infoHashV2"] ?? new string('0', 64);
        Assert.StartsWith($"{v1} {v2} {made["pieces"]} ", read, StringComparison.Ordinal);
    }

    private static void Need(string program) =>
        Assert.SkipUnless(Installed.Has(program), $"not installed: {program}");
}
