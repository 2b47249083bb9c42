using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>The trackers of torrents.</summary>
internal sealed class TrackerRoutes(GstHost host, ManyTorrents many)
{
    private static readonly string[] OtherSources = ["DHT", "PeX", "LSD"];

    public void Map(RouteSet routes)
    {
        routes.Read("/torrents/trackers", ListAsync);
        routes.Change("/torrents/addTrackers", AddAsync);
        routes.Change("/torrents/editTracker", EditAsync);

        // What a widespread client library calls it.
        routes.Change("/torrents/editTrackers", EditAsync);
        routes.Change("/torrents/removeTrackers", RemoveAsync);
    }

    private async Task ListAsync(Call call)
    {
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error)
            || !(await host.Details.GetTrackersAsync(row.InfoHash.ToString())).TryGet(out var trackers, out error))
        {
            await call.RefuseAsync(error);
            return;
        }

        var frame = new ListFrame { NowUnixMs = 0, ShowsSecrets = call.ShowsSecrets };
        await call.JsonAsync(writer =>
        {
            writer.WriteStartArray();
            foreach (string source in OtherSources) TrackerWriting.WriteSource(writer, source, row.IsPrivate);
            foreach (var tracker in trackers) TrackerWriting.Write(writer, frame, tracker);
            writer.WriteEndArray();
        });
    }

    // Addresses that cannot be announced to are passed over: lists in the wild are full of them.
    private Task AddAsync(Call call)
    {
        IReadOnlyList<IReadOnlyList<string>> added = TrackerTexts.ReadTiers(call.Parameters.Find("urls") ?? "");
        return many.ChangeAsync(call, (id, _) => EditTiersAsync(id, tiers => TrackerTexts.Merge(tiers, added)), "hash");
    }

    private async Task EditAsync(Call call)
    {
        string from = call.Parameters.Text("origUrl") is { Length: > 0 } old ? old : call.Parameters.Text("url");
        string to = call.Parameters.Text("newUrl");
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error)) { }
        else if (to.Length > 0 && !TrackerTexts.IsFit(to))
            error = new AppError("bad-request", "New tracker URL is invalid");
        else
        {
            long? tier = call.Parameters.Number("tier");
            error = await EditTiersAsync(
                row.InfoHash.ToString(),
                tiers => TrackerTexts.Replace(tiers, from, to.Length > 0 ? to : from, tier));
        }

        await call.DoneAsync(error);
    }

    private Task RemoveAsync(Call call)
    {
        string[] urls = [.. call.Parameters.List("urls", '|').SelectMany(Spellings)];
        return many.ChangeAsync(
            call, (id, _) => EditTiersAsync(id, tiers => TrackerTexts.Without(tiers, urls)), "hash");
    }

    // Clients send it once or twice encoded.
    private static IEnumerable<string> Spellings(string url) => [url, Uri.UnescapeDataString(url)];

    private async Task<AppError?> EditTiersAsync(
        string id, Func<IReadOnlyList<string>[], Result<IReadOnlyList<IReadOnlyList<string>>>> edit)
    {
        if (!host.Details.GetTrackerTiers(id).TryGet(out IReadOnlyList<string>[]? tiers, out AppError? error)
            || !edit(tiers).TryGet(out var next, out error)) return error;
        if (ReferenceEquals(next, tiers)) return null;
        return (await host.Editor.ChangeAsync(id, new TorrentChange { TrackerTiers = next })).Error;
    }
}
