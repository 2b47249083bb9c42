using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Server.Tests.Commands.Get;

public sealed class GetTransferTests : IDisposable
{
    private const string Torrent = "x.torrent";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_arrives_bit_exact_and_nothing_else_is_left(bool byMagnet)
    {
        string original = await MakeAsync(Payload.OddFolder("odd", seed: 1));
        await using GetProcess seeder = await SeedAsync();
        string magnet = $"magnet:?xt=urn:btih:{TorrentFile.Read(Full(Torrent), "odd").InfoHash}";
        string target = Full("target");
        await using GetProcess leecher = Leech(target, seeder, byMagnet ? magnet : Full(Torrent));
        Assert.Equal(0, await leecher.EndAsync());
        Assert.Equal(
            Payload.HashTree(original, emptyFilesToo: true),
            Payload.HashTree(Path.Combine(target, "odd"), emptyFilesToo: true));
        Assert.Equal("complete", (string?)leecher.Last["event"]);
        Assert.Equal([Path.Combine(target, "odd")], Directory.GetFileSystemEntries(target));
        Assert.Empty(Directory.GetFileSystemEntries(Full("leecher/state/get")));
    }

    [Fact]
    public async Task Files_leaves_exactly_the_files_that_match()
    {
        string original = await MakeAsync(new Payload(
            "five",
            [("a.bin", 50_001), ("b.txt", 70_000), ("c/d.bin", 99), ("c/e.txt", 123_456), ("f.jpg", 40_000)],
            Seed: 2));
        await using GetProcess seeder = await SeedAsync();
        string target = Full("target");
        await using GetProcess leecher = Leech(target, seeder, Full(Torrent), "--files", "*.txt");
        Assert.Equal(0, await leecher.EndAsync());
        string[] files = Directory.GetFiles(target, "*", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        string[] names = [.. files.Select(file => Path.GetRelativePath(target, file))];
        Assert.Equal(new[] { "five/b.txt", "five/c/e.txt" }, names);
        foreach (string file in files)
        {
            string source = Path.Combine(Path.GetDirectoryName(original)!, Path.GetRelativePath(target, file));
            Assert.Equal(Payload.HashTree(source), Payload.HashTree(file));
        }
    }

    [Fact]
    public async Task A_pattern_that_matches_nothing_is_an_error()
    {
        await MakeAsync(Payload.OddFolder("odd", seed: 3));
        await using GetProcess leecher = GetProcess.Start(
            _folder.Sub("leecher"), "-d", Full("target"), Full(Torrent), "--files", "*.nope");
        Assert.Equal(1, await leecher.EndAsync());
        Assert.Contains("*.nope", leecher.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_create_made_of_names_that_not_every_system_can_store_is_complete_where_it_lies()
    {
        string original = await MakeAsync(new Payload(
            "NUL", [("CASE.txt", 40_000), ("CON", 70_000), ("aux.d/dot.", 99), ("case.txt", 40_000)], Seed: 8));
        await using GetProcess inPlace = GetProcess.Start(_folder.Sub("home"), "-d", Full("original"), Full(Torrent));
        Assert.Equal(0, await inPlace.EndAsync());
        Assert.Equal(0, (int)inPlace.Last["downloaded"]!);
        Assert.DoesNotContain("note:", inPlace.Process.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["CASE.txt", "CON", "aux.d/dot.", "case.txt"],
            Directory.GetFiles(original, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(original, path)).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);

        // Whoever downloads it gets names that every system can store, and is told.
        await using GetProcess seeder = await SeedAsync();
        await using GetProcess leecher = Leech(Full("target"), seeder, Full(Torrent));
        Assert.Equal(0, await leecher.EndAsync());
        Assert.Contains("note: 4 of 4 files have names", leecher.Process.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Full("target"), "_NUL", "case.1.txt")));
    }

    [Fact]
    public async Task A_torrent_that_is_named_more_than_once_is_taken_once()
    {
        await MakeAsync(Payload.SingleFile("one.bin", 100_000, seed: 9));
        string copy = Full("copy.torrent");
        File.Copy(Full(Torrent), copy);
        await using GetProcess run = GetProcess.Start(
            _folder.Sub("home"), "-d", Full("original"), Full(Torrent), copy, Full(Torrent));
        Assert.Equal(0, await run.EndAsync());
        Assert.Contains($"note: {Full(Torrent)} is named more than once", run.Process.Output, StringComparison.Ordinal);
        Assert.Contains("is the same torrent as", run.Process.Output, StringComparison.Ordinal);
        Assert.Single(run.Events, said => said["event"]!.ToString() is "complete");
    }

    [Fact]
    public async Task What_another_run_has_open_is_told()
    {
        await MakeAsync(Payload.SingleFile("one.bin", 100_000, seed: 4));
        await using GetProcess seeder = await SeedAsync();
        await using GetProcess second = GetProcess.Start(Full("seeder"), "-d", Full("target"), Full(Torrent));
        Assert.Equal(1, await second.EndAsync());
        Assert.Contains("in use by process", second.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeding_ends_by_an_interruption_and_that_is_no_failure()
    {
        await MakeAsync(Payload.SingleFile("one.bin", 100_000, seed: 5));
        await using GetProcess seeder = await SeedAsync();
        Assert.Equal(0, await seeder.Process.StopAsync());
        Assert.Equal("complete", (string?)seeder.Last["event"]);
        Assert.Empty(Directory.GetFileSystemEntries(Full("seeder/state/get")));
    }

    private async Task<string> MakeAsync(Payload payload)
    {
        string content = payload.WriteTo(_folder.Sub("original"));
        CommandRun run = await CommandRun.RunAsync(_folder.Path, ["create", content, "-o", Torrent, "-l", "32KiB"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return content;
    }

    private Task<GetProcess> SeedAsync() =>
        GetProcess.StartSeederAsync(_folder.Sub("seeder"), Full("original"), Full(Torrent));

    private GetProcess Leech(string target, GetProcess seeder, params string[] args) =>
        GetProcess.Start(_folder.Sub("leecher"), ["-d", target, "--peer", seeder.Address, .. args]);

    private string Full(string name) => Path.Combine(_folder.Path, name);
}
