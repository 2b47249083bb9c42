using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;
using GSTorrent.Client;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>add URI...</c></summary>
internal static class AddVerb
{
    public static Command Create(VerbHost host)
    {
        var uris = new Argument<string[]>("URI")
        {
            Description = "A .torrent file here, a magnet link, an http(s) address, or an info-hash.",
            Arity = ArgumentArity.OneOrMore,
        };
        var options = new AddOptions();
        var command = new Command("add", "Add torrents.") { uris };
        options.AddTo(command);
        return host.Handle(command, async (call, cancellation) =>
        {
            AddTorrentRequest common = options.Read(call);
            return await PerTorrent.RunAsync(call, call.Get(uris), uri => AddAsync(call, common, uri, cancellation));
        });
    }

    private static async Task AddAsync(
        VerbCall call, AddTorrentRequest common, string uri, CancellationToken cancellation)
    {
        AddTorrentRequest request = TorrentSource.Fill(common, uri, call.Context);
        AddedTorrent added = await call.Client.Torrents.AddAsync(request, cancellation);
        TorrentDto torrent = added.Torrent;
        // The server leaves a torrent that it has as it is; peers to try are worth telling all the same.
        if (!added.IsNew && request.Peers is { Count: > 0 } peers)
            torrent = await call.Client.Torrents.AddPeersAsync(torrent.InfoHash, peers, cancellation);
        call.Printer.Json(torrent, ContractsJsonContext.Default.TorrentDto);
        call.Printer.Line($"{(added.IsNew ? "Added" : "Already there:")} {torrent.Id} {torrent.Name}");
    }
}
