using GSTorrent.Primitives;

namespace GSTorrent.MetainfoFormat;

/// <summary>What the info dictionary says, checked but for piece layers and the uniqueness of paths.</summary>
internal sealed class InfoParts
{
    public required ReadOnlyMemory<byte> InfoBytes { get; init; }

    public required InfoHash InfoHash { get; init; }

    public required byte[]? InfoHashV2 { get; init; }

    public required bool IsV2Only { get; init; }

    public required string Name { get; init; }

    public required int PieceLength { get; init; }

    public required bool IsSingleFile { get; init; }

    /// <summary>The files with padding, in the order of their content.</summary>
    public required IReadOnlyList<ListedFile> Files { get; init; }

    /// <summary>The files of the v2 file tree, without padding; null for v1.</summary>
    public required IReadOnlyList<ListedFile>? TreeFiles { get; init; }

    public required long TotalLength { get; init; }

    public required ReadOnlyMemory<byte> PieceHashes { get; init; }

    public required bool IsPrivate { get; init; }

    public required string? Source { get; init; }
}
