using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Running;
using GSTorrent.Storage;
using GSTorrent.Terminal;

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
        if (!TorrentAddress.TryReadPath(text, out string? named, out string? refused))
            throw new CliException(ExitCode.Failed, $"{text}: {refused}");
        string path = Path.GetFullPath(named, context.CurrentDirectory);
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
        try
        {
            using FileStream file = LocalPath.OpenRead(path);
            if (file.Length is 0 or > MaxFileLength)
                throw new IOException($"{file.Length} bytes is no size of a .torrent file");
            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            string advice = File.Exists(path) ? "" : $"; {TorrentAddress.Wanted}";
            throw new CliException(ExitCode.Failed, $"{text}: {denied.Message}{advice}");
        }
    }
}
