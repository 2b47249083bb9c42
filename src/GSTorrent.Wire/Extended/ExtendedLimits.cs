using GSTorrent.Bencoding;

namespace GSTorrent.Wire;

/// <summary>How much the bencoded part of an extended message may ask of its reader.</summary>
internal static class ExtendedLimits
{
    public const int MaxTextLength = 100;

    public static BencodeLimits Bencode { get; } =
        new() { MaxDepth = 16, MaxTokens = 2_000, MaxLength = WireLimits.Ceiling };
}
