namespace GSTorrent.Application.Torrents;

/// <summary>One change of one torrent, as far as it has come.</summary>
internal sealed class TorrentEdit(TorrentEntry entry, TorrentChange change)
{
    public TorrentEntry Entry => entry;

    public TorrentChange Change => change;

    /// <summary>Where its content goes; null: it stays.</summary>
    public string? Directory { get; set; }

    /// <summary>The move, once nothing refuses it any more.</summary>
    public PlannedMove? Move { get; set; }
}
