namespace GSTorrent.Peers.Ours;

/// <summary>Where the program under test lies.</summary>
public static class GSTorrentBinary
{
    private const string PathVariable = "GSTORRENT_BINARY", Artifacts = "artifacts";

    /// <summary>
    /// The path in GSTORRENT_BINARY, or the one that was built in the same configuration as the caller; null if there
    /// is none.
    /// </summary>
    public static string? Find() => Find("GSTorrent.Server", "GSTorrent", PathVariable);

    /// <summary>The program compiled ahead of time, as <c>test.sh</c> publishes it; null if it did not.</summary>
    public static string? FindNative()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, Artifacts, "native", "GSTorrent");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>
    /// The client: the path in GSTCTL_BINARY, or the one built beside the caller; null if there is none.
    /// </summary>
    public static string? FindClient() => Find("GSTorrent.Cli", "gstctl", "GSTCTL_BINARY");

    private static string? Find(string project, string program, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given)
        {
            return Path.GetFullPath(given);
        }

        // The caller lies in artifacts/bin/<project>/<configuration>/.
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, Artifacts, "bin", project, configuration, program);
            if (at.GetDirectories(Artifacts).Length > 0)
            {
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
