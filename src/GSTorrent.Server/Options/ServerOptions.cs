namespace GSTorrent.Server.Options;

/// <summary>What the command line asks for. Paths are absolute. Immutable.</summary>
internal sealed record ServerOptions
{
    /// <summary>IP addresses, names, or <c>unix:</c> and a path.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [DefaultHost];

    /// <summary>Control port; 0 picks one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Directory for content; null: as remembered.</summary>
    public string? Destination { get; init; }

    /// <summary>Directory of everything that is remembered.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Settings of this run, by name; each one is valid.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Is nobody asked for a token?</summary>
    public bool NoAuth { get; init; }

    /// <summary>Certificate and key in PEM; null: a certificate of our own.</summary>
    public (string Certificate, string Key)? TlsFiles { get; init; }

    public const string DefaultHost = "127.0.0.1";

    public const int DefaultPort = 2255;
}
