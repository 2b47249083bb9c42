using System.Diagnostics.CodeAnalysis;
using GSTorrent.Primitives;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// A magnet link (BEP 9, BEP 53), checked. Two links are equal if all their parts are the same objects.
/// </summary>
public sealed record MagnetLink
{
    /// <summary>The v1 info-hash; of a link with v2 alone the SHA-256 cut to 20 bytes.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>The v2 info-hash, 32 bytes, or null.</summary>
    public byte[]? InfoHashV2 { get; init; }

    /// <summary>Has it a v2 info-hash and no other?</summary>
    public bool IsV2Only { get; init; }

    /// <summary>The name to show until the metadata is there; not safe as a path.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Announce addresses (tr), each its own tier.</summary>
    public IReadOnlyList<string> Trackers { get; init; } = [];

    /// <summary>Web seeds (ws).</summary>
    public IReadOnlyList<string> WebSeeds { get; init; } = [];

    /// <summary>Peers to begin with (x.pe) as host:port, IPv6 in brackets.</summary>
    public IReadOnlyList<string> PeerAddresses { get; init; } = [];

    /// <summary>Indices of the files to download (so, BEP 53), ascending; null is all.</summary>
    public IReadOnlyList<int>? SelectedFiles { get; init; }

    /// <summary>Parses a link. Parts that are not understood are ignored, as BEP 9 has it.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out MagnetLink? link, [NotNullWhen(false)] out MetainfoError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MagnetReader.TryRead(text, out link, out error);
    }

    /// <summary>The link as text.</summary>
    public override string ToString() => MagnetWriter.Write(this);
}
