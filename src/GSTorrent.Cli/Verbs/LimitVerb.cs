using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>limit ID... [--down RATE] [--up RATE] [--sequential on|off]</c></summary>
internal static class LimitVerb
{
    public static Command Create(VerbHost host)
    {
        Option<long?> down = Rates.ToOption("--down", "Limit of the download");
        Option<long?> up = Rates.ToOption("--up", "Limit of the upload");
        var sequential = new Option<string>("--sequential") { Description = "Fetch pieces in their order: on or off." };
        sequential.AcceptOnlyFromAmong("on", "off");
        var command = new Command("limit", "Change torrents' rate limits.") { down, up, sequential };
        TorrentIds ids = TorrentIds.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(down) is null && result.GetResult(up) is null && result.GetResult(sequential) is null)
                result.AddError("Nothing to change: give --down, --up or --sequential.");
        });
        return host.Handle(command, async (call, cancellation) =>
        {
            var limits = new LimitsRequest
            {
                DownloadLimitBytesPerSecond = call.Get(down),
                UploadLimitBytesPerSecond = call.Get(up),
                Sequential = call.Get(sequential) is { } word ? word is "on" : null,
            };
            return await PerTorrent.RunAsync(call, await ids.ResolveAsync(call, cancellation), async id =>
            {
                TorrentDto torrent = await call.Client.Torrents.SetLimitsAsync(id, limits, cancellation);
                call.Printer.Json(torrent, ContractsJsonContext.Default.TorrentDto);
                call.Printer.Line(Line(torrent));
            });
        });
    }

    private static string Line(TorrentDto t) =>
        $"{t.Id} {t.Name}: down {Units.Limit(t.DownloadLimitBytesPerSecond)}, "
        + $"up {Units.Limit(t.UploadLimitBytesPerSecond)}, sequential {(t.Sequential ? "on" : "off")}";
}
