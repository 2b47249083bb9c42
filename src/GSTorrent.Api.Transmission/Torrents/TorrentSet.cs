using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>torrent_set: everything is checked for every torrent before the first one is changed.</summary>
internal sealed class TorrentSet(GstHost host, TorrentScope scope)
{
    /// <summary>Larger peer limits are taken for this.</summary>
    public const int MaxPeers = 100_000;

    private static readonly TorrentChange Nothing = new();

    public RpcMethod Method => RpcMethod.Of("torrent_set", AccessRole.Control, SetAsync);

    private async Task<RpcReply> SetAsync(RpcCall call)
    {
        SetRequest? request = SetRequest.Read(call.Arguments, out RpcError? wrong);
        TorrentSelection? torrents = scope.Read(call);
        if (request is null) return wrong!;
        if (call.Arguments.Error is { } badIds) return badIds;
        var changes = new List<(string Id, TorrentChange Change)>();
        foreach (TorrentRow row in torrents!.Rows)
        {
            (TorrentChange? change, RpcError? error) = await PlanAsync(row, request);
            if (change is null) return error!;
            if (request.Location is { } location) change = change with { Destination = location };
            if (change != Nothing) changes.Add((row.InfoHash.ToString(), change));
        }

        var touched = new HashSet<string>(StringComparer.Ordinal);
        AppError? failed = await ApplyAsync(torrents.Rows, changes, request, touched);
        call.Changed = [.. torrents.Rows.Where(row => touched.Contains(row.InfoHash.ToString()))];
        return failed is null ? RpcReply.Done : RpcError.Of(failed);
    }

    private async Task<(TorrentChange? Change, RpcError? Error)> PlanAsync(TorrentRow row, SetRequest request)
    {
        string id = row.InfoHash.ToString();
        TorrentChange change = request.For(row, host.Settings.Current);
        if (request.FromPiece is { } piece && (piece < 0 || (row.HasMetainfo && piece >= row.PieceCount)))
            return (null, new RpcError(RpcErrorCode.PieceIndexOutOfRange));
        if (!request.Files.IsEmpty)
        {
            IReadOnlyList<FileRule>? rules = await RulesAsync(row, id, request.Files);
            if (rules is null) return (null, new RpcError(RpcErrorCode.FileIndexOutOfRange));
            if (rules.Count > 0) change = change with { Priorities = rules };
        }

        if (!request.Trackers.IsEmpty)
        {
            Result<IReadOnlyList<string>[]> tiers = host.Details.GetTrackerTiers(id);
            if (request.Trackers.Apply(tiers.Error is null ? tiers.Value : []) is not { } wished)
                return (null, new RpcError(RpcErrorCode.SetAnnounceList));
            change = change with { TrackerTiers = wished };
        }

        return host.Editor.Check(id, change) is { Code: not "torrent-not-found" } refused
            ? (null, ErrorOf(refused, request))
            : (change, null);
    }

    // Before the files of a magnet link are known, what is picked is kept until they are.
    private async Task<IReadOnlyList<FileRule>?> RulesAsync(TorrentRow row, string id, FilePicks picks)
    {
        if (!row.HasMetainfo) return picks.ForNew();
        Result<IReadOnlyList<FileSnapshot>> files = await host.Details.GetFilesAsync(id);
        return files.TryGet(out IReadOnlyList<FileSnapshot>? known, out _) ? picks.For(known) : [];
    }

    private static RpcError ErrorOf(AppError refused, SetRequest request) =>
        refused.Code is "tracker-invalid" && request.Trackers.List is null
            ? new RpcError(RpcErrorCode.SetAnnounceList)
            : RpcError.Of(refused);

    private async Task<AppError?> ApplyAsync(
        IReadOnlyList<TorrentRow> rows, List<(string Id, TorrentChange Change)> changes, SetRequest request,
        HashSet<string> touched)
    {
        AppError? failed = await host.Editor.ChangeAllAsync(changes);
        if (failed is null) touched.UnionWith(changes.Select(item => item.Id));
        if (failed is not null || request.QueuePosition is not { } position) return failed;
        foreach (TorrentRow row in rows)
        {
            int place = (int)Math.Clamp(position, 0, int.MaxValue);
            Result<TorrentRow> placed = await host.Editor.MoveInQueueAsync(row.InfoHash.ToString(), place);
            if (placed.Error is { Code: not "torrent-not-found" } error) return error;
            touched.Add(row.InfoHash.ToString());
        }

        return null;
    }
}
