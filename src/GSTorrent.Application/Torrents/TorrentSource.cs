using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>What is known of a torrent's content: its metainfo, a magnet link, or why there is neither.</summary>
internal sealed record TorrentSource
{
    /// <summary>Null for a magnet link, and if it was lost.</summary>
    public Metainfo? Metainfo { get; private init; }

    /// <summary>Bytes of the metainfo's file, while they are still to be stored.</summary>
    public ReadOnlyMemory<byte> File { get; private init; }

    /// <summary>Null if there is metainfo, and if it was lost.</summary>
    public MagnetLink? Magnet { get; private init; }

    /// <summary>What was lost, in a sentence; else null.</summary>
    public string? Trouble { get; private init; }

    public InfoHash InfoHash => Metainfo?.InfoHash ?? Magnet!.InfoHash;

    /// <summary>The name to begin with.</summary>
    public string Name => Metainfo?.Name ?? Magnet!.DisplayName ?? Magnet.InfoHash.ToString();

    /// <summary>Announce addresses by tier (BEP 12).</summary>
    public IReadOnlyList<IReadOnlyList<string>> TrackerTiers =>
        Metainfo?.TrackerTiers ?? [.. (Magnet?.Trackers ?? []).Select(tracker => new[] { tracker })];

    /// <summary>Takes the content of a .torrent file.</summary>
    public static Result<TorrentSource> OfFile(ReadOnlyMemory<byte> file)
    {
        if (!Metainfo.TryParse(file, out Metainfo? metainfo, out MetainfoError? error))
            return new AppError("torrent-invalid", $"The torrent file is not valid: {error.Message}");
        return metainfo.IsV2Only
            ? new AppError("torrent-invalid", "Torrents of version 2 only (BEP 52) cannot be downloaded yet.")
            : new TorrentSource { Metainfo = metainfo, File = file };
    }

    /// <summary>Takes a magnet link.</summary>
    public static Result<TorrentSource> OfMagnet(string text)
    {
        if (!MagnetLink.TryParse(text, out MagnetLink? magnet, out MetainfoError? error))
            return new AppError("magnet-invalid", error.Message);
        return magnet.IsV2Only
            ? new AppError("magnet-invalid", "Torrents of version 2 only (BEP 52) cannot be downloaded yet.")
            : new TorrentSource { Magnet = magnet };
    }

    /// <summary>The same without the file's bytes, which need no place in memory any more.</summary>
    public TorrentSource Stored() => this with { File = default };

    /// <summary>A torrent whose metainfo is stored already.</summary>
    public static TorrentSource OfMetainfo(Metainfo metainfo) => new() { Metainfo = metainfo };

    /// <summary>A torrent whose metainfo was lost.</summary>
    public static TorrentSource OfTrouble(string trouble) => new() { Trouble = trouble };
}
