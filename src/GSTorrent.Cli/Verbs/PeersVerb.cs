using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>peers ID</c></summary>
internal static class PeersVerb
{
    public static Command Create(VerbHost host)
    {
        Argument<string> id = TorrentIds.One();
        var command = new Command("peers", "Show the peers that a torrent is connected to.") { id };
        return host.Handle(command, async (call, cancellation) =>
        {
            IReadOnlyList<PeerDto> rows = await call.Client.Torrents.GetPeersAsync(call.Get(id), cancellation);
            call.Printer.Json(rows, ContractsJsonContext.Default.IReadOnlyListPeerDto);
            call.Printer.Table(Tables.Peers, rows);
            return ExitCode.Done;
        });
    }
}
