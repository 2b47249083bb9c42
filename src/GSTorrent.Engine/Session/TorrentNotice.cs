using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>The kinds of <see cref="TorrentNotice"/>.</summary>
public enum TorrentNoticeKind
{
    /// <summary>Every wanted piece is verified and on disk.</summary>
    Finished,

    /// <summary>The torrent was paused by an error; the text names it.</summary>
    Failed,

    /// <summary>A paused torrent goes on by itself, as its cause is gone.</summary>
    Recovered,

    /// <summary>
    /// The metainfo of a magnet link has arrived; <see cref="TorrentNotice.InfoDictionary"/> holds it.
    /// </summary>
    MetadataReceived,

    /// <summary>The recheck that was asked for has ended.</summary>
    RecheckFinished,

    /// <summary>The content lies in a new place.</summary>
    Moved,

    /// <summary>A peer was banned; the text names it and why.</summary>
    PeerBanned,

    /// <summary>A verified piece has another hash on disk now; the text names it. It is downloaded again.</summary>
    DataDamaged,
}

/// <summary>An event of one torrent.</summary>
/// <param name="InfoHash">Of which torrent.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Text">In words, for people.</param>
/// <param name="InfoDictionary">Raw info dictionary, for <see cref="TorrentNoticeKind.MetadataReceived"/>.</param>
public sealed record TorrentNotice(
    InfoHash InfoHash, TorrentNoticeKind Kind, string Text, ReadOnlyMemory<byte> InfoDictionary = default);
