using GSTorrent.Cli.Running;
using GSTorrent.Client;

namespace GSTorrent.Cli.Servers;

/// <summary>
/// What a server left in its state directory for programs of the same user: its addresses and a token.
/// </summary>
internal sealed class LocalServer(string stateDir)
{
    public string TokenPath { get; } = Path.Combine(stateDir, "token");

    private string ControlPath => Path.Combine(stateDir, "control");

    /// <summary>The addresses that it listens on; the default one if it did not write any.</summary>
    public IReadOnlyList<ServerAddress> Addresses()
    {
        var found = new List<ServerAddress>();
        foreach (string line in (ReadIfThere(ControlPath) ?? "").Split('\n'))
            if (ServerAddress.TryParse(line, out ServerAddress? address)) found.Add(address);
        return found.Count > 0 ? found : [ServerAddress.Local];
    }

    /// <summary>The address that is simplest to reach: a socket, then plain HTTP, then TLS.</summary>
    public ServerAddress Best() => Addresses().MinBy(a => a.SocketPath is not null ? 0 : a.IsTls ? 2 : 1)!;

    /// <summary>The token for local programs, or null if there is none.</summary>
    public string? Token() => ReadIfThere(TokenPath)?.Trim() is { Length: > 0 } token ? token : null;

    private static string? ReadIfThere(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.NotAllowed,
                $"cannot read {path}: run as the user that the server runs as, or set GSTORRENT_TOKEN and --server");
        }
    }
}
