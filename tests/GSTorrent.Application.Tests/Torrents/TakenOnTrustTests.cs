using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>Additions that come with the word that the content is complete.</summary>
public sealed class TakenOnTrustTests : IDisposable
{
    private readonly SampleTorrent _sample = new(91, 16_384, [("a.txt", 40_000)]);

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task The_file_of_another_survives_the_removal_with_content(bool paused, bool restarts)
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        string file = await PutForeignAsync(host);
        await AddAsync(host, paused);
        if (!paused) await host.WhenAsync(row => row is { State: TorrentRowState.Seeding, HasFinished: true });
        if (restarts) await host.KillAsync();
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        JournalEntry told = await host.WhenToldAsync("hold nothing of the torrent");
        Assert.Equal(JournalKinds.ContentKept, told.Kind);
        await AssertForeignAsync(file);
    }

    [Fact]
    public async Task A_recheck_that_finds_nothing_is_remembered()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        string file = await PutForeignAsync(host);
        await AddAsync(host, paused: false);
        await host.WhenSeedingAsync();
        Assert.Null((await host.Torrents.RecheckAsync("1")).Error);
        await host.WhenAsync(row => row.State == TorrentRowState.Failed);
        await host.ReopenAsync();
        TorrentRow row = await host.WhenAsync(found => found.State == TorrentRowState.Failed);
        Assert.Equal((0, false), (row.DoneBytes, row.HasFinished));
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        await host.WhenToldAsync("hold nothing of the torrent");
        await AssertForeignAsync(file);
    }

    [Fact]
    public async Task It_cannot_be_read_before_it_was_verified()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        _sample.CopyContentTo(host.Downloads);
        await AddAsync(host, paused: false);
        await host.WhenSeedingAsync();
        FileSnapshot file = Assert.Single((await host.Details.GetFilesAsync("1")).Value);
        AppError? refused = (await host.Host.Downloads.OpenAsync(Caller.Unknown, "1", file)).Error;
        Assert.Contains("never verified", refused?.Message, StringComparison.Ordinal);
        Assert.Null((await host.Torrents.RecheckAsync("1")).Error);
        await host.WhenToldAsync("rechecked: 3 of 3 pieces are good");
        (await host.Host.Downloads.OpenAsync(Caller.Unknown, "1", file)).Value.Dispose();
    }

    private async Task AddAsync(HostFolder host, bool paused) => await host.AddAsync(
        new AddTorrentCommand { TorrentFile = _sample.TorrentFile, Paused = paused, IsComplete = true });

    private static async Task<string> PutForeignAsync(HostFolder host)
    {
        string file = Path.Combine(host.Downloads, "a.txt");
        Directory.CreateDirectory(host.Downloads);
        await File.WriteAllTextAsync(file, new string('x', 40_000), TestContext.Current.CancellationToken);
        return file;
    }

    private static async Task AssertForeignAsync(string file) => Assert.Equal(
        new string('x', 40_000), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
}
