using System.Net;
using GSTorrent.Swarm;

namespace GSTorrent.Engine.Tests;

/// <summary>An engine on loopback with its observer.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    public TestEngine(int seed, EngineSettings? settings = null)
    {
        Engine = new TorrentEngine(new EngineOptions
        {
            Seed = seed,
            PeerPort = 0,
            ListenAddresses = [IPAddress.Loopback],
            Settings = settings ?? new EngineSettings { FlushIntervalMs = 50 },
            Observer = Observer,
        });
        Assert.Null(Engine.Start());
    }

    public TorrentEngine Engine { get; }

    public RecordingObserver Observer { get; } = new();

    public IPEndPoint Address => new(IPAddress.Loopback, Engine.PeerPort);

    public TorrentHandle Add(
        TestTorrent torrent, string folder, IReadOnlyList<IPEndPoint>? peers = null, ResumeData? resume = null,
        IReadOnlyList<FilePriority>? priorities = null)
    {
        bool added = Engine.TryAdd(
            new TorrentSpec
            {
                InfoHash = torrent.Metainfo.InfoHash,
                Metainfo = torrent.Metainfo,
                Destination = folder,
                Peers = peers ?? [],
                Resume = resume,
                Priorities = priorities ?? [],
            },
            out TorrentHandle handle);
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

    public Task<TorrentSnapshot> WhenSeedingAsync() =>
        Observer.WhenAsync(snapshot => snapshot.State == TorrentState.Seeding && snapshot.HasFinished);

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
