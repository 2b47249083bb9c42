using GSTorrent.Peers.Running;

namespace GSTorrent.Peers;

/// <summary>Which of the real programs this machine has.</summary>
public static class Installed
{
    private const string LibtorrentPackageFolder = "/usr/lib/python3/dist-packages";

    /// <summary>The first of the programs that is missing, or null if all are there.</summary>
    public static string? FirstMissing(IEnumerable<string> programs) => programs.FirstOrDefault(p => !Has(p));

    /// <summary>Whether a program, or the Python binding of libtorrent, is installed.</summary>
    public static bool Has(string program) =>
        string.Equals(program, Libtorrent.LibtorrentPeer.Package, StringComparison.Ordinal)
            ? HasLibtorrent()
            : ExternalProcess.Find(program) is not null;

    private static bool HasLibtorrent() =>
        File.Exists(Libtorrent.LibtorrentPeer.Python)
        && Directory.Exists(LibtorrentPackageFolder)
        && Directory.EnumerateFiles(LibtorrentPackageFolder, "libtorrent*.so").Any();
}
