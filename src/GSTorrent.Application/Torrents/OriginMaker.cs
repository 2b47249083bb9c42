using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>Makes the <see cref="TorrentOrigin"/> of one torrent, anew only if something of it changed.</summary>
internal sealed class OriginMaker
{
    private TorrentOrigin _last = TorrentOrigin.Unknown;
    private (TorrentWishes? Wishes, string? Name, Metainfo? Metainfo, TorrentSource? Source) _madeFrom;

    /// <summary>Payload bytes of earlier runs; set before the first call of <see cref="Make"/>.</summary>
    public (long Downloaded, long Uploaded) Earlier { get; set; }

    public TorrentOrigin Make(TorrentRecord record, Metainfo? metainfo, TorrentSource source)
    {
        bool isSame = ReferenceEquals(_madeFrom.Wishes, record.Wishes)
            && ReferenceEquals(_madeFrom.Name, record.Name)
            && ReferenceEquals(_madeFrom.Metainfo, metainfo)
            && ReferenceEquals(_madeFrom.Source, source);
        if (isSame) return _last;
        _madeFrom = (record.Wishes, record.Name, metainfo, source);
        TorrentWishes wishes = record.Wishes;
        string root = metainfo is null ? "" : ContentPlace.RootFolder(metainfo, wishes.Paths);
        return _last = new TorrentOrigin
        {
            Name = record.Name,
            InfoHash = record.InfoHash,
            InfoHashV2 = metainfo?.InfoHashV2 ?? source.Magnet?.InfoHashV2,
            RootFolder = root,
            ContentPath = metainfo is null ? "" : ContentPlace.OnlyFile(metainfo, wishes.Paths) ?? root,
            Comment = wishes.Comment ?? metainfo?.Comment ?? "",
            CreatedBy = metainfo?.CreatedBy ?? "",
            CreationDateUnixS = metainfo?.CreationDateUnixSeconds,
            FileCount = metainfo?.Files.Count(file => !file.IsPadding) ?? 0,
            MaxConnections = wishes.MaxConnections,
            TrackerTiers = wishes.TrackerTiers ?? metainfo?.TrackerTiers ?? source.TrackerTiers,
            WebSeeds = wishes.WebSeeds ?? metainfo?.WebSeeds ?? source.Magnet?.WebSeeds ?? [],
            FollowsCategory = wishes.FollowsCategory,
            EarlierDownloaded = Earlier.Downloaded,
            EarlierUploaded = Earlier.Uploaded,
        };
    }
}
