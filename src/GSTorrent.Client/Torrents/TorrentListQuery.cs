using System.Globalization;

namespace GSTorrent.Client;

/// <summary>What a list shall show; the server chooses, sorts and pages. See docs/api/native.md.</summary>
public sealed record TorrentListQuery
{
    /// <summary>Words that must all fit; null: every torrent.</summary>
    public string? Filter { get; init; }

    /// <summary>Name of a field, with '-' before it the largest first; null: by id.</summary>
    public string? Sort { get; init; }

    /// <summary>Rows that are left out at the beginning.</summary>
    public int Offset { get; init; }

    /// <summary>Rows at most; null: all.</summary>
    public int? Limit { get; init; }

    /// <summary>What stands behind the route, with '?', or nothing.</summary>
    internal string ToText()
    {
        var parts = new List<string>();
        if (!string.IsNullOrEmpty(Filter)) parts.Add("filter=" + Uri.EscapeDataString(Filter));
        if (!string.IsNullOrEmpty(Sort)) parts.Add("sort=" + Uri.EscapeDataString(Sort));
        if (Offset > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"offset={Offset}"));
        if (Limit is { } limit) parts.Add(string.Create(CultureInfo.InvariantCulture, $"limit={limit}"));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
