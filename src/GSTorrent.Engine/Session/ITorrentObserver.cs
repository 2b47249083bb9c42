using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>
/// Hears what happens to torrents, on the loop of the torrent concerned: its methods must not block and must not throw.
/// </summary>
public interface ITorrentObserver
{
    /// <summary>
    /// Something shown has changed; at most four times a second for a torrent. Clocks alone count once a minute, see
    /// <see cref="TorrentSnapshot"/>.
    /// </summary>
    void Changed(TorrentSnapshot snapshot);

    /// <summary>
    /// What a restart needs has changed. The data of every piece in it is on disk already (written and flushed).
    /// </summary>
    /// <param name="infoHash">Of which torrent.</param>
    /// <param name="resume">All of it; it replaces what came before.</param>
    /// <param name="recorded">To be called, from any thread, when this or something later is stored durably: until then
    /// the
    /// engine takes in only a few more pieces, so that a kill costs no more than those.</param>
    void ResumeChanged(InfoHash infoHash, ResumeData resume, Action recorded);

    /// <summary>Something worth a line in the journal, or that must be stored, has happened.</summary>
    void Happened(TorrentNotice notice);
}
