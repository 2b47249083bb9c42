using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;
using GSTorrent.Terminal;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>show ID</c></summary>
internal static class ShowVerb
{
    public static Command Create(VerbHost host)
    {
        Argument<string> id = TorrentIds.One();
        var command = new Command("show", "Show all about one torrent.") { id };
        return host.Handle(command, async (call, cancellation) =>
        {
            TorrentDto torrent = await call.Client.Torrents.GetAsync(call.Get(id), cancellation);
            call.Printer.Json(torrent, ContractsJsonContext.Default.TorrentDto);
            call.Printer.Facts(Facts(torrent));
            return ExitCode.Done;
        });
    }

    private static (string Name, string Value)[] Facts(TorrentDto t) =>
    [
        ("id", Units.Count(t.Id)),
        ("name", t.Name),
        ("info-hash", t.InfoHash),
        ("state", StateName.Of(t.State)),
        ("error", t.Error ?? Units.Nothing),
        ("done", $"{Units.Percent(t.Progress)} ({Units.Size(t.DoneBytes)} of {Units.Size(t.WantedBytes)})"),
        ("size", Units.Size(t.TotalBytes)),
        ("destination", t.Destination),
        ("down", Rate(t.DownloadBytesPerSecond, t.DownloadLimitBytesPerSecond)),
        ("up", Rate(t.UploadBytesPerSecond, t.UploadLimitBytesPerSecond)),
        ("eta", Units.Duration(t.EtaS)),
        ("downloaded", Units.Size(t.DownloadedBytes)),
        ("uploaded", $"{Units.Size(t.UploadedBytes)} (ratio {Units.Ratio(t.Ratio)})"),
        ("peers", $"{t.PeersConnected} connected, {t.SeedsConnected} of them seeds"),
        ("swarm", $"{Units.Count(t.SeedsInSwarm)} seeds, {Units.Count(t.PeersInSwarm)} leechers"),
        ("added", Units.Moment(t.AddedUnixMs)),
        ("finished", Units.Moment(t.FinishedUnixMs)),
        ("sequential", Units.YesNo(t.Sequential)),
        ("private", Units.YesNo(t.Private)),
        ("category", t.Category.Length > 0 ? t.Category : Units.Nothing),
        ("tags", t.Tags.Count == 0 ? Units.Nothing : string.Join(", ", t.Tags)),
    ];

    private static string Rate(long bytesPerSecond, long limit) =>
        $"{Units.RateOrNothing(bytesPerSecond)} (limit {Units.Limit(limit)})";
}
