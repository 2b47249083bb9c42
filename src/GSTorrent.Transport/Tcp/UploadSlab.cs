using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// Up to 16 blocks as they go over the wire, <c>[13-byte header][payload]...</c>, in one buffer: storage reads straight
/// into the payloads and the sender sends from it as it stands. One owner at a time, who hands it to a connection or
/// gives it back with <see cref="Release"/>.
/// </summary>
public sealed class UploadSlab
{
    /// <summary>Most blocks in one slab.</summary>
    public const int MaxBlocks = 16;

    /// <summary>Bytes before each payload: length, id, piece, offset (BEP 3).</summary>
    public const int HeaderLength = 13;

    private const int Capacity = MaxBlocks * (HeaderLength + PieceGeometry.BlockSize);

    private readonly UploadSlabPool _pool;
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Capacity, pinned: true);
    private readonly BlockRequest[] _requests = new BlockRequest[MaxBlocks];
    private readonly int[] _starts = new int[MaxBlocks + 1];
    private readonly List<Memory<byte>> _payloads = new(MaxBlocks);
    private uint _dropped;
    private int _isRented;

    internal UploadSlab(UploadSlabPool pool) => _pool = pool;

    /// <summary>Blocks in the slab, dropped ones too.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all blocks with their headers.</summary>
    public int Length => _starts[Count];

    /// <summary>The payloads, in the order of the requests: where storage reads to.</summary>
    public IReadOnlyList<Memory<byte>> Payloads => _payloads;

    /// <summary>The requests that the slab answers.</summary>
    public ReadOnlySpan<BlockRequest> Requests => _requests.AsSpan(0, Count);

    /// <summary>Adds room for the answer to a request and writes its header; false if the slab is full.</summary>
    public bool TryAdd(in BlockRequest request)
    {
        int start = Length;
        if (Count == MaxBlocks || request.Length <= 0) return false;
        if (request.Length > Capacity - start - HeaderLength) return false;
        WireWriter.WritePieceHeader(_bytes.AsSpan(start, HeaderLength), request);
        _payloads.Add(_bytes.AsMemory(start + HeaderLength, request.Length));
        _requests[Count] = request;
        Count++;
        _starts[Count] = start + HeaderLength + request.Length;
        return true;
    }

    /// <summary>Leaves a block out of what is sent, for example because it could not be read.</summary>
    public void Drop(int block) => _dropped |= 1u << block;

    /// <summary>Was the block left out?</summary>
    public bool IsDropped(int block) => (_dropped & (1u << block)) != 0;

    /// <summary>Gives the slab back to its pool; the caller must not touch it again.</summary>
    /// <exception cref="InvalidOperationException">It was given back already.</exception>
    public void Release()
    {
        if (Interlocked.Exchange(ref _isRented, 0) == 0)
            throw new InvalidOperationException("An upload slab was released twice.");
        Count = 0;
        _dropped = 0;
        _payloads.Clear();
        _pool.Return(this);
    }

    internal void MarkRented() => Volatile.Write(ref _isRented, 1);

    /// <summary>
    /// First block at or after <paramref name="block"/> that is to be sent; <see cref="Count"/> if none.
    /// </summary>
    internal int NextWanted(int block)
    {
        while (block < Count && IsDropped(block)) block++;
        return block;
    }

    /// <summary>
    /// End of the run of blocks to be sent that begins at <paramref name="block"/>, at most so many long.
    /// </summary>
    internal int RunEnd(int block, int mostBlocks)
    {
        int end = block;
        while (end < Count && end - block < mostBlocks && !IsDropped(end)) end++;
        return end;
    }

    /// <summary>The bytes of blocks <paramref name="first"/> up to, not including, <paramref name="end"/>.</summary>
    internal ReadOnlyMemory<byte> BytesOf(int first, int end) =>
        _bytes.AsMemory(_starts[first], _starts[end] - _starts[first]);
}
