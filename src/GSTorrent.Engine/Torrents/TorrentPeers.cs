using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Swarm;
using GSTorrent.Transport.Bandwidth;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Engine;

/// <summary>
/// The connections of one torrent: whom to dial, whom to let in, who is gone. Only the loop calls it.
/// </summary>
internal sealed class TorrentPeers : IDisposable
{
    /// <summary>More than the swarm ever has on its way to one peer.</summary>
    private const int MaxPendingSlabs = 2 * UploadQueue.MaxRunsInFlight;

    private readonly EngineServices _services;
    private readonly TorrentLoop _loop;
    private readonly PeerBook _book;
    private readonly PeerDialer _dialer;
    private readonly MailboxSink _sink;
    private readonly BandwidthGate _downloadGate = new();
    private readonly BandwidthGate _uploadGate = new();
    private CancellationTokenSource _dials = new();
    private int _dialing;
    private int _bansSeen;

    public TorrentPeers(EngineServices services, TorrentLoop loop, Random random)
    {
        _services = services;
        _loop = loop;
        _book = new PeerBook(random);
        _dialer = new PeerDialer(services.Time);
        _sink = new MailboxSink(loop.Mailbox, services.Batches);
    }

    /// <summary>Connections that have not reported their end.</summary>
    public int ConnectionCount { get; private set; }

    private int Limit => _loop.Options.MaxConnections > 0
        ? _loop.Options.MaxConnections
        : _services.Settings.MaxConnectionsPerTorrent;

    public void Add(IReadOnlyList<IPEndPoint> addresses, string source, MonotonicTime now)
    {
        foreach (IPEndPoint address in addresses)
            if (!_services.Banned.Contains(address.Address)) _book.Add(address, now, source);
    }

    /// <summary>The user names them: they are dialed at once, whatever has failed before.</summary>
    public void AddNamed(IReadOnlyList<IPEndPoint> addresses, MonotonicTime now)
    {
        foreach (IPEndPoint address in addresses)
            if (!_services.Banned.Contains(address.Address)) _book.AddNamed(address, now);
        if (_loop.TakesPeers) Dial(now);
    }

    /// <summary>The user is impatient: pauses after failures are over.</summary>
    public void RetryAll(MonotonicTime now) => _book.Retry(now);

    /// <summary>The limit may have become lower.</summary>
    public void CloseSurplus(MonotonicTime now) => SurplusPeers.Close(_loop.Swarm.Peers, Limit, now);

    /// <summary>Dials as many as limits allow.</summary>
    public void Dial(MonotonicTime now)
    {
        while (ConnectionCount + _dialing < Limit && _services.Connections.TryDial())
        {
            if (!TryTake(now, out IPEndPoint? address))
            {
                _services.Connections.DialEnded();
                return;
            }

            _dialing++;
            _ = DialAsync(address!, _dials.Token);
        }
    }

    /// <summary>Someone has shaken hands; the socket is ours from here on.</summary>
    public void Accept(Socket socket, Handshake theirs, IPEndPoint address, IPEndPoint? dialed, MonotonicTime now)
    {
        DisconnectReason refusal = Refusal(theirs, address, dialed);
        if (refusal == DisconnectReason.None && !_services.Connections.TryConnect())
            refusal = DisconnectReason.TooManyPeers;
        if (refusal != DisconnectReason.None)
        {
            socket.Dispose();
            if (dialed is not null) _book.Failed(dialed, now);
            return;
        }

        if (TryOpen(socket, theirs, address, dialed, now)) return;
        // The peer was gone before it was there.
        socket.Dispose();
        _services.Connections.Disconnected();
        if (dialed is not null) _book.Failed(dialed, now);
    }

    public void Closed(PeerLink link, DisconnectReason reason, MonotonicTime now)
    {
        ConnectionCount--;
        _services.Connections.Disconnected();
        if (link.Dialed is not { } dialed) return;
        bool mayReturn = reason
            is DisconnectReason.TorrentStopped or DisconnectReason.Shutdown or DisconnectReason.Reintroduced;
        if (mayReturn) _book.Postpone(dialed);
        else _book.Disconnected(dialed, reason == DisconnectReason.BothSeeds, now - link.ConnectedAt, now);
    }

    public void Ban(PeerLink link, string reason)
    {
        _services.Banned.Add(link.Address.Address);
        _loop.Notify(TorrentNoticeKind.PeerBanned, $"banned {link.Address}: {reason}");
        link.Connection.Close(DisconnectReason.BadPieces);
        HeedBans();
    }

    /// <summary>Bytes per second; 0 is no limit.</summary>
    public void SetLimits(long download, long upload)
    {
        _downloadGate.RateBytesPerSecond = download;
        _uploadGate.RateBytesPerSecond = upload;
        _services.Beats.SetLimited(this, download > 0 || upload > 0);
    }

    /// <summary>May be called on any thread.</summary>
    public void RefillGates(MonotonicTime now)
    {
        _downloadGate.Heartbeat(now);
        _uploadGate.Heartbeat(now);
    }

    public void Heartbeat(MonotonicTime now)
    {
        HeedBans();
        foreach (Peer peer in _loop.Swarm.Peers)
        {
            PeerLink link = SwarmEffects.LinkOf(peer);
            link.Connection.Heartbeat(now);
            if (peer.YourIp is not { } told || told == link.HeardIp) continue;
            link.HeardIp = told;
            _services.AddressVotes.HearPeer(link.Address.Address, told);
        }
    }

    /// <summary>Another torrent, or a person, may have banned somebody or ended a ban.</summary>
    public void HeedBans()
    {
        if (_bansSeen == _services.Banned.Version) return;
        _book.ForgetBans();
        CloseBanned();
    }

    /// <summary>Ends attempts to connect; their answers still come.</summary>
    public void CancelDials()
    {
        _dials.Cancel();
        _dials.Dispose();
        _dials = new CancellationTokenSource();
    }

    public void Dispose()
    {
        _services.Beats.SetLimited(this, isLimited: false);
        _dials.Dispose();
    }

    private DisconnectReason Refusal(in Handshake theirs, IPEndPoint address, IPEndPoint? dialed)
    {
        if (!_loop.TakesPeers) return DisconnectReason.TorrentStopped;
        if (_services.Banned.Contains(address.Address))
        {
            if (dialed is not null) _book.MarkBanned(dialed);
            return DisconnectReason.Banned;
        }

        if (theirs.PeerId == _loop.PeerId)
        {
            if (dialed is not null) _book.MarkBad(dialed);
            return DisconnectReason.SelfConnection;
        }

        if (ConnectionCount >= Limit) return DisconnectReason.TooManyPeers;
        return ResolveDuplicate(theirs.PeerId, dialed is not null);
    }

    // Both sides may dial at the same moment. Both keep the connection that the greater id has made, so that not each
    // closes the one that the other keeps.
    private DisconnectReason ResolveDuplicate(PeerId id, bool isDialed)
    {
        foreach (Peer peer in _loop.Swarm.Peers)
        {
            if (peer.Id != id || SwarmEffects.LinkOf(peer).Connection.IsClosing) continue;
            if (peer.IsIncoming != isDialed) return DisconnectReason.Duplicate;
            bool weAreGreater = _loop.PeerId.CompareTo(id) > 0;
            if (isDialed != weAreGreater) return DisconnectReason.Duplicate;
            SwarmEffects.LinkOf(peer).Connection.Close(DisconnectReason.Duplicate);
        }

        return DisconnectReason.None;
    }

    private bool TryTake(MonotonicTime now, out IPEndPoint? address)
    {
        while (_book.TryTake(now, out address))
        {
            if (!_services.Banned.Contains(address!.Address)) return true;
            _book.MarkBanned(address);
        }

        return false;
    }

    private void CloseBanned()
    {
        _bansSeen = _services.Banned.Version;
        foreach (Peer peer in _loop.Swarm.Peers)
        {
            PeerLink link = SwarmEffects.LinkOf(peer);
            if (_services.Banned.Contains(link.Address.Address)) link.Connection.Close(DisconnectReason.Banned);
        }
    }

    private bool TryOpen(Socket socket, in Handshake theirs, IPEndPoint address, IPEndPoint? dialed, MonotonicTime now)
    {
        PeerConnection connection;
        try
        {
            connection = new PeerConnection(socket, _sink, ConnectionSettings());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }

        var link = new PeerLink
        {
            Connection = connection,
            Address = address,
            Dialed = dialed,
            Source = dialed is null ? PeerSource.Incoming : _book.SourceOf(dialed),
            ConnectedAt = now,
        };
        link.Peer = new Peer(theirs.PeerId, theirs.Reserved & TorrentLoop.Reserved, dialed is null, link)
        {
            Address = address.Address.GetAddressBytes(),
        };
        connection.Tag = link;
        ConnectionCount++;
        // From here on the end of the connection is reported, whatever happens.
        connection.Start();
        _loop.Swarm.PeerConnected(link.Peer, now);
        return true;
    }

    private PeerConnectionSettings ConnectionSettings() => new()
    {
        Blocks = _services.Blocks,
        Batches = _services.Batches,
        Slabs = _services.Slabs,
        Download = new BandwidthGates(_services.DownloadGate, _downloadGate),
        Upload = new BandwidthGates(_services.UploadGate, _uploadGate),
        Time = _services.Time,
        Limits = _loop.WireLimits,
        MaxPendingSlabs = MaxPendingSlabs,
    };

    private async Task DialAsync(IPEndPoint address, CancellationToken cancellation)
    {
        (Socket? socket, HandshakeResult result) =
            await _dialer.ConnectAsync(address, _loop.OurHandshake, cancellation);
        _services.Connections.DialEnded();
        bool isHeard = _loop.Mailbox.Post(new TorrentEvent(TorrentEventKind.Run, Payload: (MonotonicTime now) =>
        {
            _dialing--;
            if (socket is not null) Accept(socket, result.Theirs, address, address, now);
            else DialFailed(address, result.Reason, now);
        }));
        if (!isHeard) socket?.Dispose();
    }

    private void DialFailed(IPEndPoint address, DisconnectReason reason, MonotonicTime now)
    {
        if (reason == DisconnectReason.SelfConnection) _book.MarkBad(address);
        if (reason == DisconnectReason.Shutdown) _book.Postpone(address);
        else _book.Failed(address, now);
    }
}
