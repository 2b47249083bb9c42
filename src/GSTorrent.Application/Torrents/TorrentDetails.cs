using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>What there is to know of one torrent beyond its row. Its loop answers; no disk is asked.</summary>
public sealed class TorrentDetails
{
    private readonly TorrentRegistry _registry;

    internal TorrentDetails(TorrentRegistry registry) => _registry = registry;

    /// <summary>Its files.</summary>
    public async Task<Result<IReadOnlyList<FileSnapshot>>> GetFilesAsync(string id)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        return entry.Metainfo is null ? entry.NoMetainfo : await AskAsync(entry, handle => handle.GetFilesAsync());
    }

    /// <summary>Its connected peers.</summary>
    public async Task<Result<IReadOnlyList<PeerSnapshot>>> GetPeersAsync(string id) =>
        _registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)
            ? await AskAsync(entry, handle => handle.GetPeersAsync())
            : unknown;

    /// <summary>Its trackers.</summary>
    public async Task<Result<IReadOnlyList<TrackerSnapshot>>> GetTrackersAsync(string id) =>
        _registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)
            ? await AskAsync(entry, handle => handle.GetTrackersAsync())
            : unknown;

    /// <summary>Its pieces.</summary>
    public async Task<Result<PiecesSnapshot>> GetPiecesAsync(string id)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        if (entry.Metainfo is null || entry.Handle is not { } handle) return entry.NoMetainfo;
        try
        {
            return await handle.GetPiecesAsync();
        }
        catch (OperationCanceledException)
        {
            return RemovedMeanwhile(entry);
        }
    }

    /// <summary>URLs of its web seeds (BEP 19).</summary>
    public Result<string[]> GetWebSeeds(string id) =>
        _registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown) ? WebSeedsOf(entry) : unknown;

    /// <summary>Its tiers of announce URLs as they were decided, whether it runs or not.</summary>
    public Result<IReadOnlyList<string>[]> GetTrackerTiers(string id) =>
        _registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)
            ? TiersOf(entry).ToArray()
            : unknown;

    /// <summary>What its metainfo says, and what no list shows.</summary>
    public Result<TorrentFacts> GetFacts(string id)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        return entry.Facts;
    }

    /// <summary>The same of a torrent that a list shows; null if it was removed meanwhile.</summary>
    public TorrentFacts? FactsOf(TorrentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _registry.TryGet(row.InfoHash, out TorrentEntry? entry) ? entry.Facts : null;
    }

    /// <summary>Its .torrent file, with the trackers and web seeds that it has now.</summary>
    public Result<byte[]> Export(string id)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        if (entry.Metainfo is not { } metainfo) return entry.NoMetainfo;
        return metainfo.WithSources(TiersOf(entry), WebSeedsOf(entry)).ToTorrentFile();
    }

    /// <summary>Its magnet link, with the trackers and web seeds that it has now.</summary>
    public Result<MagnetLink> GetMagnet(string id)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        return new MagnetLink
        {
            InfoHash = entry.InfoHash,
            InfoHashV2 = entry.Metainfo?.InfoHashV2 ?? entry.Source.Magnet?.InfoHashV2,
            DisplayName = entry.Record.Name,
            Trackers = [.. TiersOf(entry).SelectMany(tier => tier)],
            WebSeeds = WebSeedsOf(entry),
        };
    }

    internal static IReadOnlyList<IReadOnlyList<string>> TiersOf(TorrentEntry entry) =>
        entry.Record.Wishes.TrackerTiers ?? entry.Metainfo?.TrackerTiers ?? entry.Source.TrackerTiers;

    internal static string[] WebSeedsOf(TorrentEntry entry)
    {
        TorrentWishes wishes = entry.Record.Wishes;
        return [.. wishes.WebSeeds ?? entry.Metainfo?.WebSeeds ?? entry.Source.Magnet?.WebSeeds ?? []];
    }

    private static async Task<Result<IReadOnlyList<T>>> AskAsync<T>(
        TorrentEntry entry, Func<TorrentHandle, Task<IReadOnlyList<T>>> ask)
    {
        if (entry.Handle is not { } handle) return Array.Empty<T>();
        try
        {
            return (await ask(handle)).ToArray();
        }
        catch (OperationCanceledException)
        {
            return RemovedMeanwhile(entry);
        }
    }

    private static AppError RemovedMeanwhile(TorrentEntry entry) =>
        new("torrent-not-found", $"{entry.Record.Name} was removed in the meantime.");
}
