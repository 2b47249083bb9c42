namespace GSTorrent.Bencoding;

/// <summary>
/// How much a document may ask of its reader. Input beyond a limit is refused with an error, never cut.
/// </summary>
public sealed record BencodeLimits
{
    /// <summary>Limits that every real metainfo file keeps, and that bound memory to about 120 MiB at worst.</summary>
    public static BencodeLimits Default { get; } = new();

    /// <summary>Lists and dictionaries inside each other.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>Values and keys together. Each takes 16 bytes of memory beside the input.</summary>
    public int MaxTokens { get; init; } = 3_000_000;

    /// <summary>Bytes of the encoded value.</summary>
    public int MaxLength { get; init; } = 64 * 1024 * 1024;
}
