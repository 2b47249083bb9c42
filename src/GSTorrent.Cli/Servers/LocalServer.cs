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
    public IReadOnlyList<ServerAddress> Addresses() =>
        Written() is { Count: > 0 } written ? written : [ServerAddress.Local];

    /// <summary>The address that is simplest to reach.</summary>
    public ServerAddress Best() => BestOf(Addresses())!;

    /// <summary>The same, but null if no server has written where it listens: it may be on its way up.</summary>
    public ServerAddress? BestWritten() => BestOf(Written());

    // A socket, then plain HTTP, then TLS.
    private static ServerAddress? BestOf(IReadOnlyList<ServerAddress> addresses) =>
        addresses.MinBy(a => a.SocketPath is not null ? 0 : a.IsTls ? 2 : 1);

    private List<ServerAddress> Written()
    {
        var found = new List<ServerAddress>();
        foreach (string line in (ReadIfThere(ControlPath) ?? "").Split('\n'))
            if (ServerAddress.TryParse(line, out ServerAddress? address)) found.Add(address);
        return found;
    }

    /// <summary>The token for local programs, or null if there is none.</summary>
    public string? Token() => ReadIfThere(TokenPath)?.Trim() is { Length: > 0 } token ? token : null;

    private static string? ReadIfThere(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // A server that stops removes its file.
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.NotAllowed,
                $"cannot read {path}: run as the user that the server runs as, or set GSTORRENT_TOKEN and --server");
        }
    }
}
