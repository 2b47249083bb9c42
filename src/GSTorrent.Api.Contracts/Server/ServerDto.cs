namespace GSTorrent.Api.Contracts;

/// <summary>Facts about the server.</summary>
public sealed record ServerDto
{
    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Directory where downloads go.</summary>
    public required string Destination { get; init; }

    /// <summary>Bytes free there; absent if it cannot be told.</summary>
    public long? FreeSpaceBytes { get; init; }

    /// <summary>TCP port for peers; 0 if none could be opened.</summary>
    public int PeerPort { get; init; }

    /// <summary>Addresses that others see us at.</summary>
    public IReadOnlyList<string> ExternalAddresses { get; init => field = value ?? []; } = [];

    /// <summary>No discovery: only named peers and trackers.</summary>
    public bool Offline { get; init; }

    /// <summary>When this run began.</summary>
    public long StartedUnixMs { get; init; }

    /// <summary>What somebody should look at, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];
}
