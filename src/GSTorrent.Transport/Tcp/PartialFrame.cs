using System.Buffers;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// The head of a frame whose rest has not arrived. It grows with what arrives, never with what the peer announces.
/// </summary>
internal sealed class PartialFrame
{
    private const int IdEnd = WireReader.PrefixLength + 1;
    private const int LeastCapacity = 64;

    private byte[] _bytes = [];

    /// <summary>Bytes so far.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Count);

    /// <summary>
    /// Bytes until the next decision: the prefix, the id, the numbers of a piece frame, or the whole frame.
    /// </summary>
    public int MissingBytes => Count switch
    {
        < WireReader.PrefixLength => WireReader.PrefixLength - Count,
        < IdEnd => IdEnd - Count,
        _ when _bytes[WireReader.PrefixLength] == (byte)MessageKind.Piece => WireReader.PieceHeaderLength - Count,
        _ => (int)(WireReader.FrameSize(Bytes) - Count),
    };

    /// <summary>
    /// Moves up to so many bytes from the start of <paramref name="source"/>; true if it had them all.
    /// </summary>
    public bool Append(ref ReadOnlySpan<byte> source, int wanted)
    {
        int taken = Math.Min(wanted, source.Length);
        Reserve(Count + taken);
        source[..taken].CopyTo(_bytes.AsSpan(Count));
        Count += taken;
        source = source[taken..];
        return taken == wanted;
    }

    /// <summary>Forgets the bytes and gives back their buffer.</summary>
    public void Clear()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Count = 0;
    }

    private void Reserve(int capacity)
    {
        if (capacity <= _bytes.Length) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(LeastCapacity, Math.Max(capacity, Count * 2)));
        Bytes.CopyTo(larger);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
