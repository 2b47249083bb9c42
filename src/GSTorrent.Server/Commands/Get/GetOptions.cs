namespace GSTorrent.Server.Commands.Get;

/// <summary>What is to be downloaded, and how.</summary>
internal sealed record GetOptions
{
    /// <summary>Magnet links, paths or http(s) addresses of .torrent files.</summary>
    public required IReadOnlyList<string> Uris { get; init; }

    /// <summary>Absolute path; made if it is not there.</summary>
    public required string Destination { get; init; }

    /// <summary>Absolute path; each download has a directory of its own below it.</summary>
    public required string StateRoot { get; init; }

    /// <summary>Peers to connect to, as host:port.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>Wanted files; empty: all.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Go on when all is there, until interrupted?</summary>
    public bool Seed { get; init; }

    /// <summary>Verify what an earlier run has recorded?</summary>
    public bool Recheck { get; init; }

    /// <summary>Settings of this run, by name.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }
}
