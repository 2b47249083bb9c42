using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>
/// A torrent while its fields are written: its row and what else was asked for. One is used for all torrents of a list,
/// one after the other.
/// </summary>
internal sealed class TorrentView(GstHost host, ViewSettings settings)
{
    private const FieldNeeds FromLoop =
        FieldNeeds.Files | FieldNeeds.Peers | FieldNeeds.Trackers | FieldNeeds.Pieces;

    private static readonly TorrentFacts NoFacts = new();

    /// <summary>What holds for all torrents.</summary>
    public ViewSettings Settings => settings;

    public TorrentRow Row { get; private set; } = null!;

    public TorrentFacts Facts { get; private set; } = NoFacts;

    public IReadOnlyList<FileSnapshot> Files { get; private set; } = [];

    public IReadOnlyList<PeerSnapshot> Peers { get; private set; } = [];

    public IReadOnlyList<TrackerSnapshot> Trackers { get; private set; } = [];

    public PiecesSnapshot? Pieces { get; private set; }

    public int QueuePosition => settings.QueuePositions?.GetValueOrDefault(Row.Number) ?? 0;

    /// <summary>Tiers of announce URLs, as the caller may see them.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TrackerTiers =>
        settings.ShowsSecrets
            ? Row.Origin.TrackerTiers
            : [.. Row.Origin.TrackerTiers.Select(tier => tier.Select(TrackerUrlMask.Apply).ToArray())];

    /// <summary>Without trackers for those who may not see passkeys.</summary>
    public string Magnet => settings.ShowsSecrets ? Row.Origin.MagnetUri : Row.Origin.BareMagnetUri;

    /// <summary>None for those who may not see passwords.</summary>
    public IReadOnlyList<string> WebSeeds => settings.ShowsSecrets ? Row.Origin.WebSeeds : [];

    public string TorrentFile => Path.Combine(host.State.TorrentsPath, $"{Row.InfoHash}.torrent");

    private string Id => Row.InfoHash.ToString();

    /// <summary>Passkeys are for those who may change torrents.</summary>
    public string Shown(string trackerUrl) => settings.ShowsSecrets ? trackerUrl : TrackerUrlMask.Apply(trackerUrl);

    /// <summary>Turns to a torrent and asks for what its fields need; what is gone meanwhile is empty.</summary>
    public ValueTask LoadAsync(TorrentRow row, FieldNeeds needs)
    {
        Row = row;
        if (needs.HasFlag(FieldNeeds.Facts)) Facts = host.Details.FactsOf(row) ?? NoFacts;
        return (needs & FromLoop) == FieldNeeds.Row ? default : AskLoopAsync(row, needs);
    }

    private async ValueTask AskLoopAsync(TorrentRow row, FieldNeeds needs)
    {
        // All at once: each of them waits for the torrent's loop.
        Task<Result<IReadOnlyList<FileSnapshot>>>? files = needs.HasFlag(FieldNeeds.Files) && row.HasMetainfo
            ? host.Details.GetFilesAsync(Id) : null;
        Task<Result<IReadOnlyList<PeerSnapshot>>>? peers = needs.HasFlag(FieldNeeds.Peers) && row.ConnectedPeers > 0
            ? host.Details.GetPeersAsync(Id) : null;
        Task<Result<IReadOnlyList<TrackerSnapshot>>>? trackers = needs.HasFlag(FieldNeeds.Trackers)
            ? host.Details.GetTrackersAsync(Id) : null;
        Task<Result<PiecesSnapshot>>? pieces = needs.HasFlag(FieldNeeds.Pieces) && row.HasMetainfo
            ? host.Details.GetPiecesAsync(Id) : null;
        Files = await ListAsync(files);
        Peers = await ListAsync(peers);
        Trackers = await ListAsync(trackers);
        Pieces = pieces is not null && (await pieces).TryGet(out PiecesSnapshot? found, out _) ? found : null;
    }

    private static async ValueTask<IReadOnlyList<T>> ListAsync<T>(Task<Result<IReadOnlyList<T>>>? asked) =>
        asked is not null && (await asked).TryGet(out IReadOnlyList<T>? found, out _) ? found : [];
}
