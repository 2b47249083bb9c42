using System.Diagnostics.CodeAnalysis;

namespace GSTorrent.Terminal;

/// <summary>Tells the file that people name as a torrent from addresses that no program of ours can use.</summary>
public static class TorrentAddress
{
    /// <summary>What can be given for a torrent, to end a sentence about what cannot.</summary>
    public const string Wanted = "give a .torrent file, a magnet link or an http(s) address";

    /// <summary>False for an address that leads to no local file.</summary>
    /// <param name="text">As it was given; neither a magnet link nor an http(s) address.</param>
    /// <param name="path">As it was given, or what a file address names.</param>
    /// <param name="refused">Why it is no use.</param>
    public static bool TryReadPath(
        string text, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? refused)
    {
        ArgumentNullException.ThrowIfNull(text);
        (path, refused) = (null, null);
        string? scheme = SchemeOf(text);
        if (text.Length == 0) refused = $"the name is empty; {Wanted}";
        else if (scheme is null || File.Exists(text)) path = text;
        else if (scheme is "http" or "https") refused = "this is no valid address";
        else if (scheme is not "file") refused = $"{scheme}:// addresses are not supported; {Wanted}";
        else if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url is { IsFile: true, IsUnc: false })
            path = url.LocalPath;
        else refused = "this address names no file of this machine";

        return refused is null && path is not null;
    }

    // RFC 3986 section 3.1. Null: it is no address.
    private static string? SchemeOf(string text)
    {
        int end = text.IndexOf("://", StringComparison.Ordinal);
        bool isScheme = end > 0 && char.IsAsciiLetter(text[0])
            && text[..end].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.');
        return isScheme ? text[..end].ToLowerInvariant() : null;
    }
}
