using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Running;
using GSTorrent.Terminal;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>stats</c></summary>
internal static class StatsVerb
{
    public static Command Create(VerbHost host) =>
        host.Handle(new Command("stats", "Show the server's figures."), async (call, cancellation) =>
        {
            StatsDto stats = await call.Client.GetStatsAsync(cancellation);
            call.Printer.Json(stats, ContractsJsonContext.Default.StatsDto);
            if (call.Printer.IsJson) return ExitCode.Done;
            ServerDto server = await call.Client.GetServerAsync(cancellation);
            call.Printer.Facts([.. Figures(stats), .. About(server)]);
            return ExitCode.Done;
        });

    private static (string Name, string Value)[] Figures(StatsDto s) =>
    [
        ("torrents", $"{s.Torrents} ({s.Downloading} downloading, {s.Seeding} seeding)"),
        ("peers", Units.Count(s.Peers)),
        ("down", Units.RateOrNothing(s.DownloadBytesPerSecond)),
        ("up", Units.RateOrNothing(s.UploadBytesPerSecond)),
        ("this run", $"{Units.Size(s.SessionDownloadedBytes)} down, {Units.Size(s.SessionUploadedBytes)} up"),
        ("all runs", $"{Units.Size(s.TotalDownloadedBytes)} down, {Units.Size(s.TotalUploadedBytes)} up"),
        ("uptime", Units.Duration(s.UptimeS)),
    ];

    private static IEnumerable<(string Name, string Value)> About(ServerDto s) =>
    [
        ("version", s.Version),
        ("destination", s.Destination),
        ("free space", s.FreeSpaceBytes is { } free ? Units.Size(free) : Units.Nothing),
        ("peer port", s.PeerPort == 0 ? "none could be opened" : Units.Count(s.PeerPort)),
        ("addresses", s.ExternalAddresses.Count == 0 ? Units.Nothing : string.Join(", ", s.ExternalAddresses)),
        ("offline", Units.YesNo(s.Offline)),
        .. s.Warnings.Select(warning => ("warning", warning)),
    ];
}
