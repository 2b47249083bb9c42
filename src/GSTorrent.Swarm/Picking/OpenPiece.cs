using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>Where a block of an open piece stands.</summary>
public enum BlockState : byte
{
    /// <summary>Nobody was asked for it.</summary>
    Missing,

    /// <summary>At least one peer was asked for it.</summary>
    Requested,

    /// <summary>It is here.</summary>
    Received,
}

/// <summary>
/// A piece that is being downloaded: its blocks, where they stand and who sent them. The torrent's loop owns it until
/// it is complete; then storage owns it (it reads <see cref="Buffers"/>) and hands it back with its verdict.
/// </summary>
public sealed class OpenPiece
{
    /// <summary>How many peers may be asked for the same block.</summary>
    internal const int MaxRequesters = 3;

    private BlockState[] _states = [];

    // MaxRequesters places a block, filled from the left.
    private Peer?[] _requesters = [];
    private Peer?[] _sources = [];
    private BlockBuffer?[] _buffers = [];

    /// <summary>Which piece.</summary>
    public int Index { get; private set; }

    /// <summary>Bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Number of blocks.</summary>
    public int BlockCount { get; private set; }

    /// <summary>The blocks in order; null where one has not come or lies on disk already.</summary>
    public ReadOnlySpan<BlockBuffer?> Buffers => _buffers.AsSpan(0, BlockCount);

    /// <summary>Should storage tell the hash of each block even if the piece is good?</summary>
    public bool WantsBlockHashes { get; internal set; }

    /// <summary>The peer that fills it; others join only when there is nothing else to do.</summary>
    internal Peer? Owner { get; set; }

    /// <summary>After a hash failure one peer alone fills it, so that the guilty one is found.</summary>
    internal bool IsOnParole { get; set; }

    /// <summary>Complete and with storage.</summary>
    internal bool IsStoring { get; set; }

    internal int MissingCount { get; private set; }

    internal int ReceivedCount { get; private set; }

    internal bool IsComplete => ReceivedCount == BlockCount;

    internal void Open(PieceGeometry geometry, int index)
    {
        Index = index;
        Length = geometry.SizeOf(index);
        BlockCount = geometry.BlockCountOf(index);
        if (_states.Length < BlockCount) Grow(geometry.BlockCountOf(0));
        Array.Clear(_states);
        Array.Clear(_requesters);
        Array.Clear(_sources);
        Array.Clear(_buffers);
        MissingCount = BlockCount;
        ReceivedCount = 0;
        Owner = null;
        IsOnParole = IsStoring = WantsBlockHashes = false;
    }

    /// <summary>Is the block here?</summary>
    public bool IsReceived(int block) => _states[block] == BlockState.Received;

    internal BlockState StateOf(int block) => _states[block];

    /// <summary>How many peers have been asked for the block and owe an answer.</summary>
    internal int RequestCountOf(int block)
    {
        ReadOnlySpan<Peer?> places = RequestersOf(block);
        int count = 0;
        while (count < places.Length && places[count] is not null) count++;
        return count;
    }

    internal bool IsRequestedFrom(int block, Peer peer) => RequestersOf(block).IndexOf(peer) >= 0;

    /// <summary>One of those who have been asked for the block, or null if there is none.</summary>
    internal Peer? AnyRequesterOf(int block) => _requesters[block * MaxRequesters];

    /// <summary>Who sent the block; null if it did not come from a peer in this run.</summary>
    internal Peer? SourceOf(int block) => _sources[block];

    /// <summary>The first block that nobody was asked for, or -1.</summary>
    internal int FirstMissing() => MissingCount == 0 ? -1 : _states.AsSpan(0, BlockCount).IndexOf(BlockState.Missing);

    internal void MarkRequested(int block, Peer peer)
    {
        if (_states[block] == BlockState.Missing)
        {
            _states[block] = BlockState.Requested;
            MissingCount--;
        }

        RequestersOf(block)[RequestCountOf(block)] = peer;
    }

    /// <summary>The peer owes the block no more: it has answered, or never will.</summary>
    internal void EndRequest(int block, Peer peer)
    {
        Span<Peer?> places = RequestersOf(block);
        int place = places.IndexOf(peer);
        if (place < 0) return;
        places[(place + 1)..].CopyTo(places[place..]);
        places[^1] = null;
        if (_states[block] != BlockState.Requested || places[0] is not null) return;
        _states[block] = BlockState.Missing;
        MissingCount++;
    }

    /// <summary>Takes a block over; false if it is here already.</summary>
    internal bool Receive(int block, BlockBuffer? buffer, Peer? source)
    {
        if (_states[block] == BlockState.Received) return false;
        if (_states[block] == BlockState.Missing) MissingCount--;
        _states[block] = BlockState.Received;
        _buffers[block] = buffer;
        _sources[block] = source;
        ReceivedCount++;
        return true;
    }

    /// <summary>Forgets every block that has come.</summary>
    /// <returns>Bytes of them.</returns>
    internal int DropReceived() => Drop(from: null);

    /// <summary>Forgets the blocks that came from one peer.</summary>
    /// <returns>Bytes of them.</returns>
    internal int DropReceivedFrom(Peer peer) => Drop(peer);

    /// <summary>Gives every buffer back to its pool.</summary>
    public void ReleaseBuffers()
    {
        for (int block = 0; block < BlockCount; block++)
        {
            _buffers[block]?.Release();
            _buffers[block] = null;
        }
    }

    /// <summary>The only peer that sent blocks, or null if there were several or none.</summary>
    internal Peer? SoleSource()
    {
        Peer? sole = null;
        for (int block = 0; block < BlockCount; block++)
        {
            Peer? source = _sources[block];
            if (source is null || (sole is not null && sole != source)) return null;
            sole = source;
        }

        return sole;
    }

    private Span<Peer?> RequestersOf(int block) => _requesters.AsSpan(block * MaxRequesters, MaxRequesters);

    private int Drop(Peer? from)
    {
        int bytes = 0;
        for (int block = 0; block < BlockCount; block++)
        {
            if (_states[block] != BlockState.Received || (from is not null && _sources[block] != from)) continue;
            bytes += Math.Min(PieceGeometry.BlockSize, Length - (block * PieceGeometry.BlockSize));
            _buffers[block]?.Release();
            _buffers[block] = null;
            _sources[block] = null;
            bool isRequested = AnyRequesterOf(block) is not null;
            _states[block] = isRequested ? BlockState.Requested : BlockState.Missing;
            if (!isRequested) MissingCount++;
            ReceivedCount--;
        }

        return bytes;
    }

    private void Grow(int blockCount)
    {
        _states = new BlockState[blockCount];
        _requesters = new Peer?[blockCount * MaxRequesters];
        _sources = new Peer?[blockCount];
        _buffers = new BlockBuffer?[blockCount];
    }
}
