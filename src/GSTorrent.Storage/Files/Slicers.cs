namespace GSTorrent.Storage;

/// <summary>
/// What a <see cref="BufferCursor{T}"/> needs to know of a buffer: there are two kinds, to read and to fill.
/// </summary>
internal interface ISlicer<T>
{
    int LengthOf(T buffer);

    T Slice(T buffer, int start, int length);
}

internal sealed class GatherSlicer : ISlicer<ReadOnlyMemory<byte>>
{
    public static GatherSlicer Instance { get; } = new();

    public int LengthOf(ReadOnlyMemory<byte> buffer) => buffer.Length;

    public ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> buffer, int start, int length) =>
        buffer.Slice(start, length);
}

internal sealed class ScatterSlicer : ISlicer<Memory<byte>>
{
    public static ScatterSlicer Instance { get; } = new();

    public int LengthOf(Memory<byte> buffer) => buffer.Length;

    public Memory<byte> Slice(Memory<byte> buffer, int start, int length) => buffer.Slice(start, length);
}
