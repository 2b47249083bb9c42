namespace GSTorrent.Server.Commands.Create;

/// <summary>What is to be made of what.</summary>
internal sealed record CreateOptions
{
    /// <summary>Absolute path of the file or folder.</summary>
    public required string ContentPath { get; init; }

    /// <summary>Absolute path of the metainfo file; null: by the content's name, in the current directory.</summary>
    public string? OutputPath { get; init; }

    public TorrentVersion Version { get; init; }

    /// <summary>Announce addresses by tier (BEP 12).</summary>
    public IReadOnlyList<IReadOnlyList<string>> TrackerTiers { get; init; } = [];

    public IReadOnlyList<string> WebSeeds { get; init; } = [];

    public bool IsPrivate { get; init; }

    public string? Comment { get; init; }

    public string? Source { get; init; }

    /// <summary>Bytes; null: by the size of the content.</summary>
    public int? PieceLength { get; init; }

    /// <summary>Without the time at which it was made, the same content gives the same bytes.</summary>
    public bool NoDate { get; init; }

    /// <summary>May a file that is there be replaced?</summary>
    public bool Force { get; init; }
}
