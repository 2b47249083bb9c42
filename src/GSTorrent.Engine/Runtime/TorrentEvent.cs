using System.Runtime.InteropServices;

namespace GSTorrent.Engine;

/// <summary>What a <see cref="TorrentEvent"/> means.</summary>
internal enum TorrentEventKind : byte
{
    /// <summary>Messages of a peer: the subject is its connection, the payload the batch.</summary>
    Received,

    /// <summary>Blocks have left: the subject is the connection, the number their payload bytes.</summary>
    Sent,

    /// <summary>A connection has ended: the subject is the connection, the number the reason.</summary>
    Closed,

    /// <summary>A storage job is done: the subject is the job.</summary>
    JobDone,

    /// <summary>Time has passed.</summary>
    Tick,

    /// <summary>Anything rare: the payload is what to do.</summary>
    Run,
}

/// <summary>Something that happened to a torrent, on its way to the torrent's loop.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TorrentEvent(
    TorrentEventKind Kind, object? Subject = null, object? Payload = null, long Number = 0);
