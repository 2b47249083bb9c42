using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Transport.Bandwidth;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Engine;

/// <summary>What all torrents of one engine share. Each member is safe to use from any thread.</summary>
internal sealed class EngineServices : IDisposable
{
    private EngineSettings _settings;
    private long _lastNumber;

    public EngineServices(EngineOptions options)
    {
        _settings = options.Settings;
        Time = options.Time;
        Observer = options.Observer;
        Mounts = options.Mounts;
        ConfirmDestination = options.ConfirmDestination;
        Volumes = new VolumeQueues();
        Trackers = new TrackerClient(options.Time);
        Incoming = new IncomingNote(options.Time);
        ApplyLimits(options.Settings);
    }

    /// <summary>The loops of all torrents.</summary>
    public required Func<IEnumerable<TorrentLoop>> Torrents { get; init; }

    public long NextNumber() => Interlocked.Increment(ref _lastNumber);

    public TimeProvider Time { get; }

    public ITorrentObserver Observer { get; }

    public BlockPool Blocks { get; } = new();

    public MessageBatchPool Batches { get; } = new(256);

    public SlabPool Slabs { get; } = new();

    public UploadSlabPool UploadSlabs { get; } = new();

    public BandwidthGate DownloadGate { get; } = new();

    public BandwidthGate UploadGate { get; } = new();

    /// <summary>Reads the table of mounts; never waits for a volume.</summary>
    public Func<MountTable> Mounts { get; }

    /// <summary>See <see cref="EngineOptions.ConfirmDestination"/>.</summary>
    public Func<string, string, string?>? ConfirmDestination { get; }

    public VolumeQueues Volumes { get; }

    public HandleCache Handles { get; } = new();

    public ConnectionBudget Connections { get; } = new();

    public TorrentBeats Beats { get; } = new();

    public BannedAddresses Banned { get; } = new();

    public IncomingNote Incoming { get; }

    public CheckTurns Checks { get; } = new();

    public SpareThreads Threads { get; } = new();

    public TrackerClient Trackers { get; }

    public ExternalAddressVotes AddressVotes { get; } = new();

    /// <summary>The port that we listen on for peers; 0 until then.</summary>
    public int PeerPort { get; set; }

    public EngineSettings Settings => Volatile.Read(ref _settings);

    public MonotonicTime Now => MonotonicTime.From(Time);

    public void Apply(EngineSettings settings)
    {
        Volatile.Write(ref _settings, settings);
        ApplyLimits(settings);
    }

    public void Dispose()
    {
        Volumes.Dispose();
        Handles.Dispose();
        Trackers.Dispose();
    }

    private void ApplyLimits(EngineSettings settings)
    {
        DownloadGate.RateBytesPerSecond = settings.DownloadLimit;
        UploadGate.RateBytesPerSecond = settings.UploadLimit;
        Connections.MaxConnections = settings.MaxConnections;
        Connections.MaxHalfOpen = settings.MaxHalfOpen;
        Banned.SetListed(settings.BannedAddresses);
        Checks.Limit = settings.MaxActiveChecks;
    }
}
