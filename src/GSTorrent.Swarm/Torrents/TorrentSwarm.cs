using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>
/// The decisions of one torrent, as a state machine: events come in by its methods, with the time they happened; what
/// is to be done goes out through <see cref="ITorrentEffects"/>. It does no IO, knows no clock and has one caller at
/// a time.
/// </summary>
public sealed class TorrentSwarm
{
    private readonly SwarmState _state;
    private readonly Downloader _downloader;
    private readonly Uploader _uploader;
    private readonly SuperSeeder _superSeeder;
    private readonly MetadataExchange _metadata;
    private readonly PeerDialog _dialog;
    private readonly DistributedCopies _copies = new();

    /// <summary>A torrent without peers. What shall happen goes to <paramref name="effects"/>.</summary>
    public TorrentSwarm(SwarmOptions options, Random random, ITorrentEffects effects)
    {
        _state = new SwarmState(options, random, effects);
        _downloader = new Downloader(_state);
        _uploader = new Uploader(_state);
        _superSeeder = new SuperSeeder(_state);
        _metadata = new MetadataExchange(_state);
        _dialog = new PeerDialog(_state, _downloader, _uploader, _superSeeder, _metadata);
    }

    /// <summary>The connected peers.</summary>
    public IReadOnlyList<Peer> Peers => _state.Peers;

    /// <summary>The verified pieces; null until the metainfo is known.</summary>
    public Bitfield? Have => _state.Picker?.Have;

    /// <summary>Is every wanted piece verified?</summary>
    public bool IsFinished => _state.IsFinished;

    /// <summary>Payload bytes received in vain.</summary>
    public long Wasted => _state.Wasted + (_state.Picker?.DroppedBytes ?? 0);

    /// <summary>Bytes of pieces whose hash was wrong.</summary>
    public long CorruptBytes => _state.Corrupt;

    /// <summary>Payload bytes received from all peers.</summary>
    public long DownloadedBytes => _state.Downloaded.Total;

    /// <summary>Payload bytes sent to all peers.</summary>
    public long UploadedBytes => _state.Uploaded.Total;

    /// <summary>The pieces that are not complete, or are being stored.</summary>
    public IReadOnlyList<OpenPiece> OpenPieces => _state.Picker?.Open ?? [];

    /// <summary>
    /// Copies of the content among us and the connected peers: the least number over all pieces, plus the share of
    /// pieces of which there are more; 0 before the metainfo is known.
    /// </summary>
    public double Copies => _copies.Of(_state.Picker);

    /// <summary>Is the piece among those that are wanted?</summary>
    public bool IsWanted(int piece) => _state.Picker?.Availability.IsWanted(piece) ?? false;

    /// <summary>Peers that are unchoked at the same time.</summary>
    public int UploadSlots
    {
        get => _uploader.Slots;
        set => _uploader.Slots = value;
    }

    /// <summary>In which order pieces are started. Set before the geometry, it holds from the first request.</summary>
    public PieceOrder Order
    {
        get => _state.Order;
        set
        {
            _state.Order = value;
            _state.Picker?.SetOrder(value);
        }
    }

    /// <summary>
    /// While we have everything, tell peers of few pieces at a time instead of all (BEP 16). Those that are connected
    /// when it is changed are disconnected, as they know too much or too little of us; they may come back at once.
    /// </summary>
    public bool SuperSeeding
    {
        get => _superSeeder.IsWanted;
        set
        {
            if (_superSeeder.IsWanted == value) return;
            _superSeeder.IsWanted = value;
            _superSeeder.Reintroduce();
        }
    }

    /// <summary>The metainfo is known: from the start, or by its arrival from peers.</summary>
    /// <param name="geometry">How the content is cut.</param>
    /// <param name="infoDictionary">Raw, to tell other peers.</param>
    /// <param name="have">The verified pieces.</param>
    /// <param name="priorities">One a piece.</param>
    /// <param name="now">When.</param>
    public void SetGeometry(
        PieceGeometry geometry, ReadOnlyMemory<byte> infoDictionary, Bitfield have,
        ReadOnlySpan<FilePriority> priorities, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(have);
        _state.Geometry = geometry;
        _state.InfoDictionary = infoDictionary;
        _state.Picker = new PiecePicker(geometry, _state.Random);
        for (int piece = 0; piece < have.Length; piece++)
            if (have[piece]) _state.Picker.Have.Set(piece);
        _state.Picker.SetOrder(_state.Order);
        _state.Picker.SetPriorities(priorities);
        for (int i = _state.Peers.Count - 1; i >= 0; i--)
        {
            Peer peer = _state.Peers[i];
            _dialog.Resolve(peer);
            _superSeeder.TryBegin(peer);
            // Tells the size of the metainfo, so that the peer may ask us for it.
            if (peer.SpeaksExtensions) _dialog.SendExtendedHandshake(peer);
            _downloader.Pump(peer, now);
        }
    }

    /// <summary>Takes blocks of a piece over that lie on disk since the last run.</summary>
    public void RestoreBlocks(int piece, Bitfield blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (_state.Picker is not { } picker || !picker.Needs(piece) || picker.TryGetOpen(piece, out _)) return;
        OpenPiece open = picker.Reopen(piece);
        for (int block = 0; block < open.BlockCount; block++)
            if (blocks[block]) open.Receive(block, buffer: null, source: null);
        if (open.IsComplete) _downloader.Store(open);
    }

    /// <summary>What is wanted has changed.</summary>
    public void SetPriorities(ReadOnlySpan<FilePriority> priorities, MonotonicTime now)
    {
        if (_state.Picker is null) return;
        bool wasFinished = IsFinished;
        _state.Picker.SetPriorities(priorities);
        _downloader.WantedChanged(now);
        if (!wasFinished && IsFinished) _state.Effects.Finished();
    }

    /// <summary>A peer has shaken hands.</summary>
    public void PeerConnected(Peer peer, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(peer);
        peer.IsConnected = true;
        peer.ConnectedAt = peer.ChokedAt = now;
        _state.Peers.Add(peer);
        if (_state.Geometry is { } geometry) peer.Pieces = new Bitfield(geometry.PieceCount);
        _dialog.Greet(peer);
    }

    /// <summary>The connection has ended, whoever ended it.</summary>
    public void PeerClosed(Peer peer, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(peer);
        if (!peer.IsConnected) return;
        peer.IsConnected = false;
        peer.IsLeaving = true;
        _state.Peers.Remove(peer);
        _downloader.RemovePeer(peer);
        _superSeeder.Forget(peer);
        _uploader.RemovePeer(peer, now);
        _metadata.RemovePeer(peer, now);
    }

    /// <summary>
    /// Messages of one receive. The blocks inside are ours from here on; the batch stays the caller's.
    /// </summary>
    public void Received(Peer peer, MessageBatch batch, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(batch);
        Span<PeerMessage> messages = batch.Messages;
        for (int i = 0; i < messages.Length; i++)
        {
            if (peer.IsLeaving || !peer.IsConnected) messages[i].Block?.Release();
            else _dialog.Handle(peer, messages[i], now);
        }

        batch.Clear();
        if (peer.IsLeaving || !peer.IsConnected) return;
        _superSeeder.Welcome(peer, now);
        _downloader.Pump(peer, now);
        _uploader.Pump(peer, now);
    }

    /// <summary>
    /// The verdict on a piece that went to <see cref="ITorrentEffects.StorePiece"/>; its buffers are released.
    /// </summary>
    public void PieceStored(OpenPiece piece, in StoreResult result, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(piece);
        _downloader.PieceStored(piece, result, now);
    }

    /// <summary>Blocks of <see cref="ITorrentEffects.SendBlocks"/> have left, or never will.</summary>
    public void UploadEnded(Peer peer, int payloadBytes, bool wereSent, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(peer);
        _uploader.Ended(peer, payloadBytes, wereSent, now);
    }

    /// <summary>A piece that was verified is not there any more, as a read has shown.</summary>
    public void PieceLost(int piece, MonotonicTime now)
    {
        if (_state.Picker is not { } picker || !picker.Have[piece]) return;
        picker.Lost(piece);
        _uploader.PieceLost(piece);
        foreach (Peer peer in _state.Peers)
        {
            if (peer.DontHaveId != 0)
                _state.Effects.Send(peer, PeerMessage.Extended(peer.DontHaveId, LtDontHave.ToBytes(piece)));
        }

        _downloader.WantedChanged(now);
        _superSeeder.Reintroduce();
    }

    /// <summary>While held, no blocks are asked for; those that were asked for still come.</summary>
    public void HoldRequests(bool isHeld, MonotonicTime now) => _downloader.Hold(isHeld, now);

    /// <summary>Once a second: rates, rounds of choking, timeouts.</summary>
    public void Tick(MonotonicTime now)
    {
        _downloader.Tick(now);
        _uploader.Tick(now);
        _superSeeder.Tick(now);
        _metadata.Tick(now);
    }

    /// <summary>Payload bytes a second from all peers.</summary>
    public long DownloadRate(MonotonicTime now) => _state.Downloaded.BytesPerSecond(now);

    /// <summary>Payload bytes a second to all peers.</summary>
    public long UploadRate(MonotonicTime now) => _state.Uploaded.BytesPerSecond(now);

    /// <summary>Ends all connections.</summary>
    public void Disconnect(DisconnectReason reason)
    {
        for (int i = _state.Peers.Count - 1; i >= 0; i--) _state.Disconnect(_state.Peers[i], reason);
    }

    /// <summary>How many connected peers have each piece; empty without peers or before the metainfo came.</summary>
    public int[] CountCopies()
    {
        if (_state.Picker is not { } picker || _state.Peers.Count == 0) return [];
        var copies = new int[picker.Have.Length];
        PieceAvailability availability = picker.Availability;
        for (int piece = 0; piece < copies.Length; piece++)
            copies[piece] = availability.LeecherCountOf(piece) + availability.SeedCount;
        return copies;
    }

    /// <summary>
    /// Hands over the incomplete pieces of which blocks are here, with their buffers; the caller releases them.
    /// Nothing may be with storage.
    /// </summary>
    public IReadOnlyList<OpenPiece> TakeUnfinished() => _state.Picker?.TakeAll() ?? [];

    /// <summary>Ends all connections; open pieces that storage does not hold are dropped.</summary>
    public void Stop(DisconnectReason reason)
    {
        // First the requests: their blocks must not count as asked for when the torrent goes on.
        _downloader.Stop();
        Disconnect(reason);
    }
}
