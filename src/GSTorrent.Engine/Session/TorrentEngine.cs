using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Engine;

/// <summary>
/// Downloads and seeds torrents. Several engines may live in one process. All methods may be called from any thread and
/// none waits for a disk or a peer.
/// </summary>
public sealed class TorrentEngine : IAsyncDisposable
{
    private const int HandshakeTimeoutMs = 10_000;
    private const int HeartbeatMs = 100;

    /// <summary>So long trackers may take to hear that we stop.</summary>
    private const int GoodbyeMs = 1500;

    private static readonly FrozenSet<int> s_none = [];

    private readonly EngineOptions _options;
    private readonly EngineServices _services;
    private readonly Random _random;
    private readonly Lock _randomLock = new();
    private readonly CancellationTokenSource _stop = new();
    private ImmutableDictionary<InfoHash, TorrentHandle> _torrents = ImmutableDictionary<InfoHash, TorrentHandle>.Empty;
    private TcpPeerListener? _listener;
    private Task _heartbeat = Task.CompletedTask;
    private int _beatCount;

    /// <summary>An engine at rest: it opens no socket and no file before it is started.</summary>
    public TorrentEngine(EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _services = new EngineServices(options) { Torrents = () => Torrents.Select(handle => handle.Loop) };
        _random = new Random(options.Seed);
    }

    internal EngineServices Services => _services;

    /// <summary>After the stop: did every torrent come to rest in time?</summary>
    internal bool IsAtRest { get; private set; }

    /// <summary>Beats of the clock so far, each of which all torrents have been told of.</summary>
    internal int BeatCount => Volatile.Read(ref _beatCount);

    /// <summary>The port that it listens on for peers; 0 if it does not.</summary>
    public int PeerPort => _services.PeerPort;

    /// <summary>Connections to peers.</summary>
    public int ConnectionCount => _services.Connections.Count;

    /// <summary>Attempts to connect to peers that have not ended.</summary>
    public int HalfOpenCount => _services.Connections.HalfOpenCount;

    /// <summary>
    /// When a peer of another machine last connected to us, in milliseconds since 1970; 0 if none ever did.
    /// </summary>
    public long LastIncomingUnixMs => _services.Incoming.LastUnixMs;

    /// <summary>The same for peers of one family of addresses.</summary>
    /// <param name="family">IPv4 or IPv6; an IPv4 address that is written as one of IPv6 is IPv4.</param>
    public long GetLastIncomingUnixMs(AddressFamily family) => _services.Incoming.LastBy(family);

    /// <summary>
    /// Peers that were banned for what they sent since the engine started, and those of the settings.
    /// </summary>
    public IReadOnlyCollection<IPAddress> BannedAddresses => _services.Banned.All;

    /// <summary>What is in force.</summary>
    public EngineSettings Settings => _services.Settings;

    /// <summary>
    /// Our public addresses, at most one of each family: those that the user named, else what trackers (BEP 24) and
    /// peers (BEP 10) agree on.
    /// </summary>
    public IReadOnlyList<IPAddress> ExternalAddresses => new[]
    {
        Settings.ExternalV4 ?? _services.AddressVotes.Best(AddressFamily.InterNetwork),
        Settings.ExternalV6 ?? _services.AddressVotes.Best(AddressFamily.InterNetworkV6),
    }.OfType<IPAddress>().ToArray();

    /// <summary>All torrents, in no order.</summary>
    public IEnumerable<TorrentHandle> Torrents => _torrents.Values;

    /// <summary>Listens for peers and lets time pass.</summary>
    /// <returns>Null, or why it cannot listen; then it still downloads, but nobody can connect to it.</returns>
    public string? Start()
    {
        bool any = _options.ListenAddresses.Count == 0;
        IPAddress? Find(AddressFamily family, IPAddress whenAny) => any
            ? whenAny
            : _options.ListenAddresses.FirstOrDefault(address => address.AddressFamily == family);
        var settings = new TcpListenerSettings
        {
            Port = _options.PeerPort,
            AddressV4 = Find(AddressFamily.InterNetwork, IPAddress.Any),
            AddressV6 = Find(AddressFamily.InterNetworkV6, IPAddress.IPv6Any),
        };
        _listener = TcpPeerListener.TryStart(settings, WelcomeAsync, _options.Time, out string? error);
        _services.PeerPort = _listener?.Port ?? 0;
        _heartbeat = BeatAsync(_stop.Token);
        return error;
    }

    /// <summary>Takes new settings at once.</summary>
    public void Apply(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _services.Apply(settings);
        foreach (TorrentHandle handle in Torrents)
        {
            handle.Loop.Post(now => SwarmChoices.ApplyPeerLimits(handle.Loop, now));
            handle.Loop.Post(_ => handle.Loop.Peers.HeedBans());
        }
    }

    /// <summary>Files were to be deleted, but the torrent was removed without that already.</summary>
    public static StorageError RemovedBefore => TorrentContent.Removed;

    /// <summary>Finds a torrent; false if it is not there.</summary>
    public bool TryGet(InfoHash infoHash, out TorrentHandle? handle) => _torrents.TryGetValue(infoHash, out handle);

    /// <summary>Adds a torrent; false if it is there already, then <paramref name="handle"/> is that one.</summary>
    public bool TryAdd(TorrentSpec spec, out TorrentHandle handle)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (_torrents.TryGetValue(spec.InfoHash, out TorrentHandle? existing))
        {
            handle = existing;
            return false;
        }

        var loop = new TorrentLoop(_services, spec, NewRandom());
        handle = new TorrentHandle(loop);
        if (!ImmutableInterlocked.TryAdd(ref _torrents, spec.InfoHash, handle))
        {
            handle = _torrents[spec.InfoHash];
            return false;
        }

        if (loop.Options.MountPoint is null) loop.Post(_ => loop.Record.SaveMountPoint(_services.Mounts()));
        if (spec.Move is not null) loop.Post(now => loop.Life.WhenAtRest(loop.Life.CarryOnMove, abandon: null, now));
        if (spec.Running) loop.Post(loop.Life.Start);
        _ = loop.RunAsync();
        return true;
    }

    /// <summary>Removes a torrent; without it, or after, its info-hash may be added anew.</summary>
    /// <returns>Null, or why its files could not be deleted.</returns>
    public async Task<StorageError?> RemoveAsync(InfoHash infoHash, bool deleteFiles) =>
        _torrents.TryGetValue(infoHash, out TorrentHandle? handle) ? await RemoveAsync(handle, deleteFiles) : null;

    /// <summary>Removes this torrent, and none that was added under its info-hash in the meantime.</summary>
    /// <param name="handle">Which torrent.</param>
    /// <param name="deleteFiles">Are its files deleted?</param>
    /// <param name="kept">
    /// Asked for the indexes of files that stay all the same, when deleting begins, on a thread of the volume; it must
    /// not throw. Null: none.
    /// </param>
    /// <returns>
    /// Null, or why its files could not be deleted: <see cref="RemovedBefore"/> if a removal that deletes none came
    /// first.
    /// </returns>
    public async Task<StorageError?> RemoveAsync(
        TorrentHandle handle, bool deleteFiles, Func<IReadOnlySet<int>>? kept = null)
    {
        ArgumentNullException.ThrowIfNull(handle);
        StorageError? error = await handle.RemoveAsync(deleteFiles ? kept ?? (static () => s_none) : null);
        Forget(handle);
        return error;
    }

    /// <summary>
    /// Brings all torrents to rest, for so long as is given; what is not durable by then is not recorded.
    /// </summary>
    public async Task StopAsync(TimeSpan patience)
    {
        MonotonicTime end = _services.Now + (long)patience.TotalMilliseconds;
        if (_listener is not null) await _listener.DisposeAsync();
        Task<StorageError?>[] endings = [.. Torrents.Select(handle => handle.RemoveAsync(kept: null))];
        IsAtRest = await IsDoneInTimeAsync(Task.WhenAll(endings), end - _services.Now);
        long goodbyeMs = Math.Min(GoodbyeMs, end - _services.Now);
        if (IsAtRest) await IsDoneInTimeAsync(_services.Trackers.WhenIdleAsync(), goodbyeMs);
        await _stop.CancelAsync();
        await _heartbeat;
        _torrents = _torrents.Clear();
    }

    /// <summary>Stops it if nobody did, for at most four seconds, and gives back what it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested) await StopAsync(TimeSpan.FromSeconds(4));
        // A disk that hangs would make us wait: it is left behind, as its threads do not keep the process alive.
        if (IsAtRest) _services.Dispose();
        else new Thread(_services.Dispose) { IsBackground = true, Name = "engine end" }.Start();
        _stop.Dispose();
    }

    private async Task<bool> IsDoneInTimeAsync(Task task, long timeoutMs)
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromMilliseconds(Math.Max(0, timeoutMs)), _options.Time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // Only this one: by now another may have been added under the same info-hash.
    private void Forget(TorrentHandle handle) => ImmutableInterlocked.Update(
        ref _torrents,
        static (torrents, gone) =>
            torrents.TryGetValue(gone.InfoHash, out TorrentHandle? there) && there == gone
                ? torrents.Remove(gone.InfoHash)
                : torrents,
        handle);

    private Random NewRandom()
    {
        lock (_randomLock) return new Random(_random.Next());
    }

    private async Task BeatAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(HeartbeatMs), _options.Time);
        try
        {
            for (int beat = 1; await timer.WaitForNextTickAsync(cancellation); beat++)
            {
                MonotonicTime now = _services.Now;
                _services.DownloadGate.Heartbeat(now);
                _services.UploadGate.Heartbeat(now);
                _services.Checks.Beat();
                _services.Beats.Beat(beat, _torrents, now);
                Volatile.Write(ref _beatCount, beat);
            }
        }
        catch (OperationCanceledException)
        {
            // The engine stops.
        }
    }

    private async Task WelcomeAsync(Socket socket, CancellationToken cancellation)
    {
        bool isTaken = false;
        try
        {
            isTaken = await IsWelcomeAsync(socket, cancellation);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was gone before we could ask who it is.
        }
        finally
        {
            if (!isTaken) socket.Dispose();
        }
    }

    private async Task<bool> IsWelcomeAsync(Socket socket, CancellationToken cancellation)
    {
        if (socket.RemoteEndPoint is not IPEndPoint remote) return false;
        IPEndPoint address = PeerAddress.Plain(remote);
        if (_services.Banned.Contains(address.Address)) return false;
        TorrentLoop? loop = null;
        var handshake = new PeerHandshake(HandshakeTimeoutMs, _options.Time);
        HandshakeResult result = await handshake.AcceptAsync(
            socket,
            (infoHash, _) =>
            {
                if (!_torrents.TryGetValue(infoHash, out TorrentHandle? handle) || !handle.Loop.TakesPeers) return null;
                loop = handle.Loop;
                return loop.OurHandshake;
            },
            cancellation);
        if (result.IsSuccess) _services.Incoming.Hear(address.Address);
        return result.IsSuccess
            && loop!.Post(now => loop.Peers.Accept(socket, result.Theirs, address, dialed: null, now));
    }
}
