using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>What is said first on a connection, and what each message of a peer means.</summary>
internal sealed class PeerDialog(
    SwarmState state, Downloader downloader, Uploader uploader, SuperSeeder superSeeder, MetadataExchange metadata)
{
    /// <summary>BEP 3: what we have goes first; then the extended handshake (BEP 10).</summary>
    public void Greet(Peer peer)
    {
        bool hides = superSeeder.TryBegin(peer);
        if (peer.SpeaksFast && (hides || state.Picker is null || state.Picker.Have.IsNone))
            state.Effects.Send(peer, PeerMessage.HaveNone);
        else if (peer.SpeaksFast && state.IsComplete)
            state.Effects.Send(peer, PeerMessage.HaveAll);
        else if (!hides && state.Picker is { Have.IsNone: false } picker)
            state.Effects.Send(peer, PeerMessage.Bitfield(picker.Have.Bytes.ToArray()));
        if (peer.SpeaksExtensions) SendExtendedHandshake(peer);
    }

    public void Handle(Peer peer, in PeerMessage message, MonotonicTime now)
    {
        switch (message.Kind)
        {
            case MessageKind.Choke: downloader.OnChoke(peer); break;
            case MessageKind.Unchoke: peer.PeerChoking = false; break;
            case MessageKind.Interested: uploader.OnInterested(peer, now); break;
            case MessageKind.NotInterested: uploader.OnNotInterested(peer, now); break;
            case MessageKind.Have: OnHave(peer, message.Piece, now); break;
            case MessageKind.Bitfield: OnBitfield(peer, message.Bytes); break;
            case MessageKind.HaveAll: OnHaveAll(peer); break;
            case MessageKind.HaveNone: OnHaveNone(peer); break;
            case MessageKind.Request: uploader.OnRequest(peer, message.Request); break;
            case MessageKind.Piece: downloader.OnBlock(peer, message, now); break;
            case MessageKind.Cancel: uploader.OnCancel(peer, message.Request); break;
            case MessageKind.Reject: downloader.OnReject(peer, message.Request, now); break;
            case MessageKind.Extended: OnExtended(peer, message, now); break;
            // Suggest and allowed fast are offers that we need not take; port belongs to the DHT.
            case MessageKind.Suggest or MessageKind.AllowedFast or MessageKind.Port: break;
            case MessageKind.KeepAlive or MessageKind.Unknown: break;
        }
    }

    /// <summary>The metainfo is known now: what the peer told before gets its meaning.</summary>
    public void Resolve(Peer peer)
    {
        EarlyPieces? early = peer.Early;
        peer.Early = null;
        var pieces = new Bitfield(state.Geometry!.PieceCount);
        if (early is not null && !early.TryResolve(state.Geometry.PieceCount, out pieces))
        {
            state.Disconnect(peer, DisconnectReason.InvalidBitfield);
            return;
        }

        peer.Pieces = pieces;
        downloader.AddPieces(peer);
    }

    public void SendExtendedHandshake(Peer peer)
    {
        var handshake = new ExtendedHandshake
        {
            UtMetadata = ExtendedIds.UtMetadata,
            LtDontHave = ExtendedIds.LtDontHave,
            ClientName = state.Options.ClientName,
            ListenPort = state.Options.ListenPort > 0 ? state.Options.ListenPort : null,
            RequestQueueLimit = UploadQueue.Limit,
            MetadataSize = state.InfoDictionary.Length > 0 ? state.InfoDictionary.Length : null,
            UploadOnly = state.IsFinished && peer.Offers is null ? true : null,
            YourIp = peer.Address,
        };
        state.Effects.Send(peer, PeerMessage.Extended(ExtendedIds.Handshake, handshake.ToBytes()));
    }

    private void OnHave(Peer peer, int piece, MonotonicTime now)
    {
        if (state.Geometry is not { } geometry)
        {
            if (!(peer.Early ??= new EarlyPieces()).TryAdd(piece))
                state.Disconnect(peer, DisconnectReason.MessageFlood);
        }
        else if (!geometry.TryPiece(piece, out PieceIndex index))
        {
            state.Disconnect(peer, DisconnectReason.InvalidPieceIndex);
        }
        else
        {
            downloader.OnHave(peer, index);
            superSeeder.OnHave(peer, index, now);
        }
    }

    private void OnBitfield(Peer peer, byte[] bits)
    {
        if (state.Geometry is not { } geometry)
        {
            (peer.Early ??= new EarlyPieces()).SetBitfield(bits);
            return;
        }

        if (Bitfield.TryFromWire(bits, geometry.PieceCount, out Bitfield? pieces)) Replace(peer, pieces!);
        else state.Disconnect(peer, DisconnectReason.InvalidBitfield);
    }

    private void OnHaveAll(Peer peer)
    {
        if (state.Geometry is not { } geometry)
        {
            (peer.Early ??= new EarlyPieces()).SetAll();
            return;
        }

        var all = new Bitfield(geometry.PieceCount);
        all.SetAll();
        Replace(peer, all);
    }

    private void OnHaveNone(Peer peer)
    {
        if (state.Geometry is { } geometry) Replace(peer, new Bitfield(geometry.PieceCount));
        else peer.Early = null;
    }

    private void Replace(Peer peer, Bitfield pieces)
    {
        state.Picker!.Availability.RemovePeer(peer);
        superSeeder.Forget(peer);
        peer.Pieces = pieces;
        downloader.AddPieces(peer);
        state.Effects.PiecesTold(peer);
    }

    private void OnExtended(Peer peer, in PeerMessage message, MonotonicTime now)
    {
        switch (message.ExtendedId)
        {
            case ExtendedIds.Handshake:
                OnExtendedHandshake(peer, message.Bytes, now);
                break;
            case ExtendedIds.UtMetadata:
                metadata.OnMessage(peer, message.Bytes, now);
                break;
            case ExtendedIds.LtDontHave:
                OnDontHave(peer, message.Bytes);
                break;
        }
    }

    private void OnDontHave(Peer peer, byte[] payload)
    {
        if (!LtDontHave.TryParse(payload, out int piece))
            state.Disconnect(peer, DisconnectReason.MalformedExtended);
        else if (state.Geometry is { } geometry && geometry.TryPiece(piece, out PieceIndex index))
            downloader.OnDontHave(peer, index);
    }

    private void OnExtendedHandshake(Peer peer, byte[] payload, MonotonicTime now)
    {
        if (!ExtendedHandshake.TryParse(payload, out ExtendedHandshake? handshake))
        {
            state.Disconnect(peer, DisconnectReason.MalformedExtended);
            return;
        }

        peer.Told = peer.Told.UpdatedBy(handshake!);
        if (peer.Told.RequestQueueLimit is { } limit) peer.Requests.PeerLimit = limit;
        metadata.Consider(peer, now);
    }
}
