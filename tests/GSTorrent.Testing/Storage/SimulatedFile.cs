using GSTorrent.MetainfoFormat;

namespace GSTorrent.Testing;

/// <summary>What a <see cref="SimulatedStorage"/> knows of one file; its bytes are with the storage.</summary>
internal sealed class SimulatedFile(ContentFile content)
{
    private const int BlockSize = 4096;

    private readonly HashSet<long> _written = [];

    public ContentFile Content { get; } = content;

    public string Path { get; set; } = content.Path;

    public bool IsWanted { get; set; } = true;

    /// <summary>Is it not wanted any more, and what becomes of its bytes is not settled?</summary>
    public bool IsDropped { get; set; }

    /// <summary>Is it on disk?</summary>
    public bool Exists { get; set; }

    /// <summary>Was it on disk when last looked at? Then it must not be created again.</summary>
    public bool WasSeen { get; set; }

    /// <summary>Do its bytes live in the part file?</summary>
    public bool IsInParts { get; set; }

    /// <summary>Has the part file any bytes of it?</summary>
    public bool IsHeldByParts { get; set; }

    public long ModifiedUnixNanoseconds { get; set; }

    /// <summary>Has every block been written?</summary>
    public bool IsWhole => _written.Count >= (Content.Length + BlockSize - 1) / BlockSize;

    public void MarkWritten(long offset, long length)
    {
        if (length <= 0) return;
        for (long block = offset / BlockSize; block <= (offset + length - 1) / BlockSize; block++) _written.Add(block);
    }

    public void ForgetWritten() => _written.Clear();

    /// <summary>Are there no written blocks but those that one of the ranges touches?</summary>
    public bool HoldsOnly(IReadOnlyList<(long Offset, long Length)> ranges) =>
        _written.All(block => ranges.Any(range =>
            block >= range.Offset / BlockSize && block <= (range.Offset + range.Length - 1) / BlockSize));

    public bool IsHole(long offset, long length)
    {
        for (long block = offset / BlockSize; block <= (offset + length - 1) / BlockSize; block++)
            if (_written.Contains(block)) return false;
        return true;
    }

    public SimulatedFile Clone()
    {
        var copy = new SimulatedFile(Content)
        {
            Path = Path,
            IsWanted = IsWanted,
            IsDropped = IsDropped,
            Exists = Exists,
            WasSeen = WasSeen,
            IsInParts = IsInParts,
            IsHeldByParts = IsHeldByParts,
            ModifiedUnixNanoseconds = ModifiedUnixNanoseconds,
        };
        copy._written.UnionWith(_written);
        return copy;
    }
}
