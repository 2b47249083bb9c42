using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>
/// Hears what happens to torrents, on the loop of the torrent concerned: its methods must not block and must not throw.
/// </summary>
public interface ITorrentObserver
{
    /// <summary>Something shown has changed; at most four times a second for a torrent.</summary>
    void Changed(TorrentSnapshot snapshot);

    /// <summary>
    /// What a restart needs has changed. The data of every piece in it is on disk already (written and flushed).
    /// </summary>
    void ResumeChanged(InfoHash infoHash, ResumeData resume);

    /// <summary>Something worth a line in the journal, or that must be stored, has happened.</summary>
    void Happened(TorrentNotice notice);
}
