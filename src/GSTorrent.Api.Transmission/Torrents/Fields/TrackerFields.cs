using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>Fields of the trackers.</summary>
internal static class TrackerFields
{
    private const int Inactive = 0, Waiting = 1, Active = 3, Unknown = -1;
    private static readonly RpcName Id = RpcName.Camel("id");
    private static readonly RpcName Announce = RpcName.Camel("announce");
    private static readonly RpcName Scrape = RpcName.Camel("scrape");
    private static readonly RpcName SiteName = RpcName.Camel("sitename");
    private static readonly RpcName Tier = RpcName.Camel("tier");
    private static readonly RpcName NextAnnounceTime = RpcName.Camel("next_announce_time");
    private static readonly RpcName LastAnnounceResult = RpcName.Camel("last_announce_result");

    // How long something took is not told, so it ends when it began; what begins next but an announce is not known.
    private static readonly (RpcName Name, Func<TrackerItem, long> Value)[] Numbers =
    [
        (RpcName.Camel("announce_state"), StateOf),
        (RpcName.Camel("download_count"), item => item.State?.Completed ?? Unknown),
        (RpcName.Camel("downloader_count"), _ => Unknown),
        (RpcName.Camel("last_announce_peer_count"), item => item.State?.LastPeerCount ?? 0),
        (RpcName.Camel("leecher_count"), item => item.State?.Leechers ?? Unknown),
        (RpcName.Camel("next_scrape_time"), _ => 0),
        (RpcName.Camel("scrape_state"), item => item.State?.ScrapeState is ScrapeState.Scraping ? Active : Inactive),
        (RpcName.Camel("seeder_count"), item => item.State?.Seeders ?? Unknown),
    ];

    // Milliseconds since then.
    private static readonly (RpcName Name, Func<TrackerItem, long?> AgoMs)[] Times =
    [
        (RpcName.Camel("last_announce_start_time"), item => item.State?.LastAnnounceAgoMs),
        (RpcName.Camel("last_announce_time"), item => item.HasAnnounced ? item.State?.LastAnnounceAgoMs : null),
        (RpcName.Camel("last_scrape_start_time"), item => item.State?.LastScrapeAgoMs),
        (RpcName.Camel("last_scrape_time"), item => item.HasScraped ? item.State?.LastScrapeAgoMs : null),
    ];

    private static readonly (RpcName Name, Func<TrackerItem, bool> Value)[] Flags =
    [
        (RpcName.Camel("has_announced"), item => item.HasAnnounced),
        (RpcName.Camel("has_scraped"), item => item.HasScraped),
        (RpcName.Camel("is_backup"), item => !item.IsFirst && !item.HasAnnounced && !item.IsAnnouncing),
        (RpcName.Camel("last_announce_succeeded"), item => item.HasSucceeded),
        (RpcName.Camel("last_announce_timed_out"), _ => false),
        (RpcName.Camel("last_scrape_succeeded"), item => item.State?.ScrapeState is ScrapeState.Succeeded),
        (RpcName.Camel("last_scrape_timed_out"), _ => false),
    ];

    private static readonly RpcName Host = RpcName.Camel("host");
    private static readonly RpcName LastScrapeResult = RpcName.Camel("last_scrape_result");

    public static IReadOnlyList<TorrentField> All { get; } =
    [
        TorrentField.List("trackers", FieldNeeds.Row, TrackerItem.Of, WriteTracker),
        TorrentField.Text("tracker_list", view => string.Join(
            "\n\n", view.TrackerTiers.Select(tier => string.Join('\n', tier)))),
        new(RpcName.Camel("tracker_stats"), "array", FieldNeeds.Trackers, WriteAllStats),
    ];

    private static long StateOf(TrackerItem item)
    {
        if (item.IsAnnouncing) return Active;
        return item.State?.NextAnnounceInMs is null ? Inactive : Waiting;
    }

    private static void WriteTracker(RpcWriter writer, TrackerItem item)
    {
        writer.Json.WriteStartObject();
        WriteIdentity(writer, item);
        writer.Json.WriteEndObject();
    }

    private static void WriteAllStats(RpcWriter writer, TorrentView view)
    {
        writer.Json.WriteStartArray();
        foreach (TrackerItem item in TrackerItem.Of(view)) WriteStats(writer, item, view.Settings.NowUnixMs);
        writer.Json.WriteEndArray();
    }

    internal static void WriteStats(RpcWriter writer, TrackerItem item, long nowUnixMs)
    {
        writer.Json.WriteStartObject();
        WriteIdentity(writer, item);
        writer.Text(Host, TrackerPlace.HostOf(item.Url));
        writer.Text(LastAnnounceResult, ResultOf(item));
        writer.Text(LastScrapeResult, Told(item, item.State?.ScrapeError) ?? "");
        long? nextMs = item.State?.NextAnnounceInMs;
        writer.Number(NextAnnounceTime, nextMs is null ? 0 : (nowUnixMs + nextMs.Value) / 1000);
        foreach ((RpcName name, Func<TrackerItem, long?> agoMs) in Times)
            writer.Number(name, agoMs(item) is { } ago ? (nowUnixMs - ago) / 1000 : 0);
        foreach ((RpcName name, Func<TrackerItem, long> value) in Numbers) writer.Number(name, value(item));
        foreach ((RpcName name, Func<TrackerItem, bool> value) in Flags) writer.Flag(name, value(item));
        writer.Json.WriteEndObject();
    }

    private static void WriteIdentity(RpcWriter writer, TrackerItem item)
    {
        writer.Number(Id, item.Id);
        writer.Number(Tier, item.Tier);
        writer.Text(Announce, item.Url);
        writer.Text(Scrape, TrackerPlace.ScrapeOf(item.Url));
        writer.Text(SiteName, TrackerPlace.SiteOf(item.Url));
    }

    // The tracker's own words: clients look in them for "unregistered torrent". They may repeat the URL.
    private static string ResultOf(TrackerItem item) =>
        Told(item, item.State?.Message) ?? (item.HasSucceeded ? "Success" : "");

    private static string? Told(TrackerItem item, string? text) => item.State is { Url: var url } && text is not null
        ? string.Equals(url, item.Url, StringComparison.Ordinal) ? text : TrackerUrlMask.ApplyTo(text, url)
        : null;
}
