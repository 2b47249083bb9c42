using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Server.Tests.Commands.Get;

public sealed class GetResumeTests : IDisposable
{
    private const int Kills = 5;
    private const long MebiByte = 1024 * 1024;
    private const long Size = (160 * MebiByte) + 12_345;
    private const long MaxTwicePerKill = 16 * MebiByte;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_five_times_it_completes_without_a_recheck_and_with_little_twice()
    {
        string original = await MakeAsync();
        await using GetProcess seeder = await SeedAsync("40MiB");
        var random = new Random(20_261);
        for (int kill = 0; kill < Kills; kill++)
        {
            // Somewhere in the next sixth of the content.
            double until = (kill + 0.2 + (0.7 * random.NextDouble())) / (Kills + 1);
            await using GetProcess victim = Leech(seeder);
            await victim.UntilAsync(process => process.Figure("progress") >= until, $"it gets to {until:P0}");
            victim.Process.Kill();
            Assert.NotEqual(0, await victim.EndAsync());
            AssertNotChecked(victim);
        }

        await using GetProcess last = Leech(seeder);
        Assert.Equal(0, await last.EndAsync());
        AssertNotChecked(last);
        Assert.Equal(Payload.HashTree(original), Payload.HashTree(Full("target/big.bin")));
        Assert.Equal([Full("target/big.bin")], Directory.GetFileSystemEntries(Full("target")));
        await AssertSentAsync(seeder, Size + (Kills * MaxTwicePerKill));
    }

    [Fact]
    public async Task Interrupted_it_answers_130_and_goes_on_where_it_was()
    {
        string original = await MakeAsync();
        await using GetProcess seeder = await SeedAsync("40MiB");
        await using (GetProcess first = Leech(seeder))
        {
            await first.UntilAsync(process => process.Figure("progress") >= 0.4, "it gets to 40 %");
            Assert.Equal(130, await first.Process.StopAsync());
            Assert.Equal("interrupted", (string?)first.Last["event"]);
        }

        await using GetProcess second = Leech(seeder);
        Assert.Equal(0, await second.EndAsync());
        AssertNotChecked(second);
        Assert.Equal(Payload.HashTree(original), Payload.HashTree(Full("target/big.bin")));
        await AssertSentAsync(seeder, Size + MaxTwicePerKill);
    }

    [Fact]
    public async Task Another_place_is_begun_anew_and_that_is_told()
    {
        string original = await MakeAsync();
        await using GetProcess seeder = await SeedAsync("0");
        await using (GetProcess first = GetProcess.Start(
            _folder.Sub("leecher"), "-d", Full("elsewhere"), Full("x.torrent")))
        {
            await first.UntilAsync(process => process.Find("started") is not null, "it starts");
            Assert.Equal(130, await first.Process.StopAsync());
        }

        await using GetProcess second = Leech(seeder);
        Assert.Equal(0, await second.EndAsync());
        Assert.Contains("elsewhere", second.Process.Output, StringComparison.Ordinal);
        Assert.Equal(Payload.HashTree(original), Payload.HashTree(Full("target/big.bin")));
    }

    // The figure lags behind: all of the content was sent once at least, so it gets there.
    private static async Task AssertSentAsync(GetProcess seeder, long most)
    {
        await seeder.UntilAsync(process => process.Figure("uploaded") >= Size, "it tells what it has sent");
        await seeder.Process.StopAsync();
        Assert.InRange(seeder.Figure("uploaded"), Size, most);
    }

    private static void AssertNotChecked(GetProcess process) =>
        Assert.DoesNotContain(process.Events, line => (string?)line["state"] is "checking");

    private async Task<string> MakeAsync()
    {
        string content = Payload.SingleFile("big.bin", Size, seed: 1).WriteTo(_folder.Sub("original"));
        CommandRun run = await CommandRun.RunAsync(
            _folder.Path, ["create", content, "-o", "x.torrent", "-l", "256KiB"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return content;
    }

    private Task<GetProcess> SeedAsync(string limit) => GetProcess.StartSeederAsync(
        _folder.Sub("seeder"), Full("original"), Full("x.torrent"), "--set", $"transfers.upload-limit={limit}");

    private GetProcess Leech(GetProcess seeder) => GetProcess.Start(
        _folder.Sub("leecher"), "-d", Full("target"), "--peer", seeder.Address, Full("x.torrent"));

    private string Full(string name) => Path.Combine(_folder.Path, name);
}
