namespace GSTorrent.Api.Contracts;

/// <summary>What a torrent's metainfo says of it and what people decided, as far as its row does not show it.</summary>
public sealed record TorrentFactsDto
{
    /// <summary>Comment that people gave, else that of the metainfo.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>Program that made the metainfo.</summary>
    public string CreatedBy { get; init => field = value ?? ""; } = "";

    /// <summary>When the metainfo was made.</summary>
    public long? CreationDateUnixS { get; init; }

    /// <summary>Info-hash of version 2 (BEP 52), 64 digits.</summary>
    public string? InfoHashV2 { get; init; }

    /// <summary>Number of files.</summary>
    public int FileCount { get; init; }

    /// <summary>Connections to peers; 0: as the setting says.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Peers unchoked at once; 0: as the setting says.</summary>
    public int UploadSlots { get; init; }

    /// <summary>Does its destination follow its category?</summary>
    public bool FollowsCategory { get; init; }

    /// <summary>URLs of its web seeds (BEP 19).</summary>
    public IReadOnlyList<string> WebSeeds { get; init => field = value ?? []; } = [];

    /// <summary>Its magnet link; only for those who may control it, as its trackers may hold passkeys.</summary>
    public string? Magnet { get; init; }
}

/// <summary>The pieces of a torrent.</summary>
public sealed record PiecesDto
{
    /// <summary>Number of pieces.</summary>
    public required int Count { get; init; }

    /// <summary>Length of all pieces but the last.</summary>
    public required int Length { get; init; }

    /// <summary>A bit a piece in base64, the highest of the first byte first: 1 is verified.</summary>
    public required byte[] Have { get; init; }

    /// <summary>Pieces that are being fetched.</summary>
    public IReadOnlyList<int> Open { get; init => field = value ?? []; } = [];

    /// <summary>Connected peers that have each piece; empty: it does not run.</summary>
    public IReadOnlyList<int> Availability { get; init => field = value ?? []; } = [];
}
