using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Parsing;

/// <summary>
/// What <c>add</c> is given: a magnet link, a web address, a bare info-hash, or a .torrent file here.
/// </summary>
internal static class TorrentSource
{
    private const long MaxFileLength = 64L << 20;

    /// <summary>The request with the torrent filled in; the server judges its content.</summary>
    public static AddTorrentRequest Fill(AddTorrentRequest request, string text, CliContext context)
    {
        if (IsUri(text)) return request with { Uri = text };
        string path = Path.GetFullPath(text, context.CurrentDirectory);
        if (!File.Exists(path) && IsInfoHash(text)) return request with { Uri = "magnet:?xt=urn:btih:" + text };
        return request with { TorrentFile = Read(path, text) };
    }

    private static bool IsUri(string text) =>
        text.StartsWith("magnet:", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool IsInfoHash(string text) => text.Length == 40 && text.All(char.IsAsciiHexDigit);

    private static byte[] Read(string path, string text)
    {
        if (Directory.Exists(path))
            throw new CliException(ExitCode.Failed, $"{text}: is a directory, not a .torrent file");
        if (!File.Exists(path))
            throw new CliException(ExitCode.Failed,
                $"{text}: no such file; give a .torrent file, a magnet link or an http(s) address");
        using FileStream file = File.OpenRead(path);
        // A device has no length: whatever it is, it is no torrent.
        if (file.Length is 0 or > MaxFileLength)
            throw new CliException(ExitCode.Failed, $"{text}: {file.Length} bytes is no size of a .torrent file");
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
