using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>change ID... [--category NAME] [--ratio RATIO] …</c></summary>
internal static class ChangeVerb
{
    public static Command Create(VerbHost host)
    {
        var options = new ChangeOptions();
        var command = new Command("change", "Change torrents: category, share limits, order of pieces and more.");
        options.AddTo(command);
        TorrentIds ids = TorrentIds.AddTo(command);
        return host.Handle(command, async (call, cancellation) =>
        {
            ChangeTorrentRequest change = options.Read(call);
            return await PerTorrent.RunAsync(call, await ids.ResolveAsync(call, cancellation), async id =>
            {
                TorrentDto torrent = await call.Client.Torrents.ChangeAsync(id, change, cancellation);
                call.Printer.Json(torrent, ContractsJsonContext.Default.TorrentDto);
                call.Printer.Line($"Changed {torrent.Id} {torrent.Name}");
            });
        });
    }
}
