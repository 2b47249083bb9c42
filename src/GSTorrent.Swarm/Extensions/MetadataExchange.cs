using System.Security.Cryptography;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>
/// Gets the info dictionary from peers and tells it to them (BEP 9). A few peers are asked at the same time, each for
/// the whole: whoever tells a wrong one is known at once and cannot spoil what another tells.
/// </summary>
internal sealed class MetadataExchange(SwarmState state)
{
    private const int MaxSize = 16 * 1024 * 1024;
    private const int MaxAttempts = 3;

    /// <summary>Bytes that all attempts together may take.</summary>
    private const long MaxTotal = 32L * 1024 * 1024;

    /// <summary>A peer that is asked and silent for so long loses its attempt to another.</summary>
    private const long TimeoutMs = 10_000;

    private readonly List<MetadataAttempt> _attempts = [];
    private readonly HashSet<Peer> _tried = [];

    private bool IsWanted => state.Geometry is null && state.InfoDictionary.IsEmpty;

    /// <summary>Asks the peer if it knows the metainfo and there is room for one more attempt.</summary>
    public void Consider(Peer peer, MonotonicTime now)
    {
        if (!IsWanted || peer.MetadataId == 0 || peer.MetadataSize is <= 0 or > MaxSize) return;
        if (_attempts.Count >= MaxAttempts || _tried.Contains(peer) || peer.IsLeaving) return;
        long total = peer.MetadataSize;
        foreach (MetadataAttempt other in _attempts) total += other.Size;
        if (total > MaxTotal) return;
        _tried.Add(peer);
        var attempt = new MetadataAttempt(peer, peer.MetadataSize, now);
        _attempts.Add(attempt);
        for (int piece = 0; piece < attempt.PieceCount; piece++)
            state.Effects.Send(peer, PeerMessage.Extended(peer.MetadataId, MetadataMessage.Request(piece)));
    }

    public void OnMessage(Peer peer, ReadOnlyMemory<byte> payload, MonotonicTime now)
    {
        if (!MetadataMessage.TryParse(payload, out MetadataMessage message))
        {
            state.Disconnect(peer, DisconnectReason.MalformedExtended);
            return;
        }

        switch (message.Kind)
        {
            case MetadataMessageKind.Request:
                Answer(peer, message.Piece);
                break;
            case MetadataMessageKind.Data:
                OnData(peer, message, now);
                break;
            case MetadataMessageKind.Reject:
                End(peer, now);
                break;
        }
    }

    public void RemovePeer(Peer peer, MonotonicTime now)
    {
        _tried.Remove(peer);
        End(peer, now);
    }

    public void Tick(MonotonicTime now)
    {
        for (int i = _attempts.Count - 1; i >= 0; i--)
        {
            if (now - _attempts[i].LastProgress > TimeoutMs) End(_attempts[i].Peer, now);
        }

        // Nobody is left to ask: those who did not answer get another chance.
        if (IsWanted && _attempts.Count == 0) _tried.Clear();
        if (IsWanted) ConsiderAll(now);
    }

    private void Answer(Peer peer, int piece)
    {
        if (peer.MetadataId == 0) return;
        int size = state.InfoDictionary.Length;
        bool known = (uint)piece < (uint)MetadataMessage.PieceCountOf(size);
        byte[] reply = known
            ? MetadataMessage.ForData(piece, size, state.InfoDictionary.Span.Slice(
                piece * MetadataMessage.PieceLength, MetadataMessage.LengthOf(piece, size)))
            : MetadataMessage.Reject(piece);
        state.Effects.Send(peer, PeerMessage.Extended(peer.MetadataId, reply));
    }

    private void OnData(Peer peer, in MetadataMessage message, MonotonicTime now)
    {
        MetadataAttempt? attempt = _attempts.Find(candidate => candidate.Peer == peer);
        if (attempt is null) return;
        if (!attempt.TryAdd(message.Piece, message.Data.Span, now))
        {
            state.Disconnect(peer, DisconnectReason.BadMetadata);
            End(peer, now);
            return;
        }

        if (!attempt.IsComplete) return;
        byte[] dictionary = attempt.Assemble();
        if (!HashFits(dictionary))
        {
            state.Ban(peer, "the metainfo that it told has a wrong hash");
            End(peer, now);
            return;
        }

        _attempts.Clear();
        _tried.Clear();
        state.InfoDictionary = dictionary;
        state.Effects.MetadataCompleted(dictionary);
    }

    private bool HashFits(byte[] dictionary)
    {
        if (new InfoHash(SHA1.HashData(dictionary)) == state.Options.InfoHash) return true;
        // A v2 torrent goes by the first 20 bytes of its SHA-256 (BEP 52).
        return new InfoHash(SHA256.HashData(dictionary).AsSpan(0, InfoHash.Length)) == state.Options.InfoHash;
    }

    private void End(Peer peer, MonotonicTime now)
    {
        if (_attempts.RemoveAll(attempt => attempt.Peer == peer) > 0) ConsiderAll(now);
    }

    private void ConsiderAll(MonotonicTime now)
    {
        foreach (Peer peer in state.Peers)
        {
            if (_attempts.Count >= MaxAttempts) return;
            Consider(peer, now);
        }
    }
}
