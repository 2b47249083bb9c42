namespace GSTorrent.Application.Torrents;

/// <summary>The host in a tracker's URL, read anew only if the URL changed.</summary>
internal sealed class TrackerHost
{
    private string? _url;
    private string _host = "";

    /// <summary>Empty: there is no tracker.</summary>
    public string Of(string? url)
    {
        if (string.Equals(url, _url, StringComparison.Ordinal)) return _host;
        _url = url;
        return _host = url is not null && Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) ? parsed.Host : "";
    }
}
