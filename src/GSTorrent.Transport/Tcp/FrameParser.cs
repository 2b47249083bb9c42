using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// Turns received bytes, cut anywhere, into messages. It keeps only what a receive left unfinished: a block that
/// fills up in its final buffer, or the head of another frame. Every payload byte is copied once. Owned by one loop.
/// </summary>
internal sealed class FrameParser(BlockPool blocks, WireLimits limits)
{
    private readonly PartialFrame _partial = new();
    private BlockBuffer? _block;
    private int _blockPiece;
    private int _blockOffset;
    private int _blockLength;
    private WireLimits _limits = limits;

    /// <summary>May be set by any thread: the torrent's size gets known with its metadata.</summary>
    public WireLimits Limits
    {
        get => Volatile.Read(ref _limits);
        set => Volatile.Write(ref _limits, value);
    }

    /// <summary>
    /// Parses until all is consumed or the batch is full or the peer breaks the protocol. Keep-alives and unknown
    /// messages leave no trace.
    /// </summary>
    /// <returns>Bytes consumed.</returns>
    public int Parse(ReadOnlySpan<byte> received, MessageBatch batch, out DisconnectReason reason)
    {
        ReadOnlySpan<byte> rest = received;
        reason = DisconnectReason.None;
        while (!rest.IsEmpty && !batch.IsFull && reason == DisconnectReason.None)
        {
            if (_block is not null) FillBlock(ref rest, batch);
            else if (_partial.Count > 0) reason = ContinuePartial(ref rest, batch);
            else reason = ReadFrame(ref rest, batch);
        }

        return received.Length - rest.Length;
    }

    /// <summary>Gives back what a receive left unfinished.</summary>
    public void Release()
    {
        _block?.Release();
        _block = null;
        _partial.Clear();
    }

    private DisconnectReason ReadFrame(ref ReadOnlySpan<byte> rest, MessageBatch batch)
    {
        switch (WireReader.TryRead(rest, Limits, out RawMessage message, out int consumed, out DisconnectReason reason))
        {
            case ReadStatus.Done:
                Add(message, batch);
                rest = rest[consumed..];
                return DisconnectReason.None;
            case ReadStatus.NeedMore:
                if (TryBeginBlock(rest)) rest = rest[WireReader.PieceHeaderLength..];
                else _partial.Append(ref rest, rest.Length);
                return DisconnectReason.None;
            default:
                return reason;
        }
    }

    private DisconnectReason ContinuePartial(ref ReadOnlySpan<byte> rest, MessageBatch batch)
    {
        if (!_partial.Append(ref rest, _partial.MissingBytes)) return DisconnectReason.None;
        ReadOnlySpan<byte> frame = _partial.Bytes;
        switch (WireReader.TryRead(frame, Limits, out RawMessage message, out _, out DisconnectReason reason))
        {
            case ReadStatus.Done:
                Add(message, batch);
                _partial.Clear();
                return DisconnectReason.None;
            case ReadStatus.NeedMore:
                if (TryBeginBlock(frame)) _partial.Clear();
                return DisconnectReason.None;
            default:
                return reason;
        }
    }

    private bool TryBeginBlock(ReadOnlySpan<byte> frame)
    {
        if (!WireReader.TryReadPieceHeader(frame, out _blockPiece, out _blockOffset, out _blockLength)) return false;
        _block = blocks.Rent();
        _block.Length = 0;
        return true;
    }

    private void FillBlock(ref ReadOnlySpan<byte> rest, MessageBatch batch)
    {
        BlockBuffer block = _block!;
        int filled = block.Length;
        int taken = Math.Min(_blockLength - filled, rest.Length);
        block.Length = filled + taken;
        rest[..taken].CopyTo(block.Span[filled..]);
        rest = rest[taken..];
        if (block.Length < _blockLength) return;
        batch.Add(PeerMessage.ForPiece(_blockPiece, _blockOffset, block));
        _block = null;
    }

    private void Add(in RawMessage message, MessageBatch batch)
    {
        if (message.Kind is MessageKind.KeepAlive or MessageKind.Unknown) return;
        batch.Add(message.ToPeerMessage(blocks));
    }
}
