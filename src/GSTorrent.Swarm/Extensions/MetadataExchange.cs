using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>
/// Gets the info dictionary from peers and tells it to them (BEP 9). A few peers are asked at the same time, each for
/// the whole: whoever tells a wrong one is known at once and cannot spoil what another tells.
/// </summary>
internal sealed class MetadataExchange(SwarmState state)
{
    // All attempts together stay below 32 MiB.
    private const int MaxSize = 10 * 1024 * 1024;
    private const int MaxAttempts = 3;

    /// <summary>A peer that is asked and silent for so long loses its attempt to another.</summary>
    private const long TimeoutMs = 10_000;

    /// <summary>
    /// An attempt may take so long while others wait; twice as long in the next round, for slow lines.
    /// </summary>
    private const long FirstPatienceMs = 30_000;
    private const long MaxPatienceMs = 3_600_000;

    private readonly List<MetadataAttempt> _attempts = [];
    private readonly HashSet<Peer> _tried = [];
    private long _patienceMs = FirstPatienceMs;

    private bool IsWanted => state.Geometry is null && state.InfoDictionary.IsEmpty;

    /// <summary>Asks the peer if it knows the metainfo and there is room for one more attempt.</summary>
    public void Consider(Peer peer, MonotonicTime now)
    {
        if (!IsWanted || !IsUsable(peer) || _attempts.Count >= MaxAttempts || _tried.Contains(peer)) return;
        _tried.Add(peer);
        var attempt = new MetadataAttempt(peer, peer.MetadataSize, now);
        _attempts.Add(attempt);
        Ask(attempt);
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
        if (!IsWanted) return;
        bool othersWait = HasUntried();
        for (int i = _attempts.Count - 1; i >= 0; i--)
        {
            MetadataAttempt attempt = _attempts[i];
            bool isSlow = othersWait && now - attempt.Started > _patienceMs;
            if (isSlow || now - attempt.LastProgress > TimeoutMs) _attempts.RemoveAt(i);
        }

        ConsiderAll(now);
        if (_attempts.Count > 0 || _tried.Count == 0) return;
        // Nobody is left to ask: those who did not answer get another chance at the next tick.
        _tried.Clear();
        _patienceMs = Math.Min(2 * _patienceMs, MaxPatienceMs);
    }

    private bool HasUntried()
    {
        foreach (Peer peer in state.Peers)
            if (IsUsable(peer) && !_tried.Contains(peer)) return true;
        return false;
    }

    private static bool IsUsable(Peer peer) =>
        peer.MetadataId != 0 && peer.MetadataSize is > 0 and <= MaxSize && !peer.IsLeaving;

    private void Ask(MetadataAttempt attempt)
    {
        while (attempt.TryAsk(out int piece))
        {
            byte[] request = MetadataMessage.Request(piece);
            state.Effects.Send(attempt.Peer, PeerMessage.Extended(attempt.Peer.MetadataId, request));
        }
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

        if (!attempt.IsComplete)
        {
            Ask(attempt);
            return;
        }

        if (!attempt.HashFits(state.Options.InfoHash))
        {
            state.Ban(peer, "the metainfo that it told has a wrong hash");
            End(peer, now);
            return;
        }

        _attempts.Clear();
        _tried.Clear();
        byte[] dictionary = attempt.Assemble();
        state.InfoDictionary = dictionary;
        state.Effects.MetadataCompleted(dictionary);
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
