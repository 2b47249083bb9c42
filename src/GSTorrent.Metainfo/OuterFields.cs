namespace GSTorrent.MetainfoFormat;

/// <summary>The outer dictionary of a .torrent file, the info dictionary ready encoded.</summary>
internal sealed record OuterFields
{
    public required ReadOnlyMemory<byte> InfoBytes { get; init; }

    public required ReadOnlyMemory<byte> PieceLayers { get; init; }

    public required IReadOnlyList<IReadOnlyList<string>> TrackerTiers { get; init; }

    public required IReadOnlyList<string> WebSeeds { get; init; }

    public required IReadOnlyList<(string Host, int Port)> Nodes { get; init; }

    public required string? Comment { get; init; }

    public required string? CreatedBy { get; init; }

    public required long? CreationDateUnixSeconds { get; init; }
}
