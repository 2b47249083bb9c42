using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GSTorrent.Terminal;

/// <summary>Tells the file that people name as a torrent from addresses that no program of ours can use.</summary>
public static partial class TorrentAddress
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
        Match address = Address().Match(text);
        if (text.Length == 0) refused = $"the name is empty; {Wanted}";
        else if (!address.Success || File.Exists(text)) path = text;
        else if (!address.Groups["scheme"].ValueSpan.Equals("file", StringComparison.OrdinalIgnoreCase))
            refused = address.Groups["scheme"].Value.ToUpperInvariant() is "HTTP" or "HTTPS"
                ? "this is no valid address"
                : $"{address.Value} addresses are not supported; {Wanted}";
        else if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url is { IsFile: true, IsUnc: false })
            path = url.LocalPath;
        else refused = "this address names no file of this machine";

        return refused is null && path is not null;
    }

    // RFC 3986 section 3.1.
    [GeneratedRegex("^(?<scheme>[a-z][a-z0-9+.-]*)://", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
