using System.Net;
using GSTorrent.Swarm;

namespace GSTorrent.Engine.Tests;

/// <summary>An engine on loopback with its observer.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    public TestEngine(int seed, EngineSettings? settings = null, IPAddress? address = null, TimeProvider? time = null)
    {
        Host = address ?? IPAddress.Loopback;
        Engine = new TorrentEngine(new EngineOptions
        {
            Seed = seed,
            PeerPort = 0,
            ListenAddresses = [Host],
            Time = time ?? TimeProvider.System,
            Settings = settings ?? new EngineSettings { FlushIntervalMs = 50 },
            Observer = Observer,
        });
        Assert.Null(Engine.Start());
    }

    public TorrentEngine Engine { get; }

    public RecordingObserver Observer { get; } = new();

    public IPAddress Host { get; }

    public IPEndPoint Address => new(Host, Engine.PeerPort);

    public TorrentHandle Add(
        TestTorrent torrent, string folder, IReadOnlyList<IPEndPoint>? peers = null, ResumeData? resume = null,
        IReadOnlyList<FilePriority>? priorities = null, string? tracker = null,
        Func<TorrentSpec, TorrentSpec>? change = null)
    {
        var spec = new TorrentSpec
        {
            InfoHash = torrent.Metainfo.InfoHash,
            Metainfo = torrent.Metainfo,
            Destination = folder,
            Peers = peers ?? [],
            Resume = resume,
            Priorities = priorities ?? [],
            TrackerTiers = tracker is null ? [] : [[tracker]],
        };
        bool added = Engine.TryAdd(change is null ? spec : change(spec), out TorrentHandle handle);
        Assert.True(added);
        return handle;
    }

    public TorrentHandle AddMagnet(TestTorrent torrent, string folder, IReadOnlyList<IPEndPoint> peers)
    {
        Assert.True(Engine.TryAdd(
            new TorrentSpec
            {
                InfoHash = torrent.Metainfo.InfoHash,
                DisplayName = "magnet",
                Destination = folder,
                Peers = peers,
            },
            out TorrentHandle handle));
        return handle;
    }

    public Task<TorrentSnapshot> WhenAsync(TestTorrent torrent, Func<TorrentSnapshot, bool> condition) =>
        Observer.WhenAsync(snapshot => snapshot.InfoHash == torrent.Metainfo.InfoHash && condition(snapshot));

    public Task<TorrentSnapshot> WhenSeedingAsync() =>
        Observer.WhenAsync(snapshot => snapshot.State == TorrentState.Seeding && snapshot.HasFinished);

    /// <summary>Waits until a peer at this address was banned.</summary>
    public async Task WhenBannedAsync(IPEndPoint address)
    {
        while (!Observer.Notices.Any(notice => notice.Kind == TorrentNoticeKind.PeerBanned
            && notice.Text.Contains($"banned {address.Address}:", StringComparison.Ordinal)))
        {
            Assert.True(await Observer.Noticed.WaitAsync(
                TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        }
    }

    /// <summary>Brings all torrents to rest and finds nothing left of them.</summary>
    public async Task StopCleanlyAsync()
    {
        await Engine.StopAsync(TimeSpan.FromSeconds(50));
        Assert.True(Engine.IsAtRest);
        AssertNothingLeaks();
    }

    public void AssertNothingLeaks()
    {
        Assert.Equal(0, Engine.Services.Blocks.RentedCount);
        Assert.Equal(0, Engine.Services.Slabs.RentedCount);
        Assert.Equal(0, Engine.Services.UploadSlabs.RentedCount);
        Assert.Equal(0, Engine.ConnectionCount);
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
