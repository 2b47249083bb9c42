using System.CommandLine;
using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;
using GSTorrent.Client;
using GSTorrent.MetainfoFormat;

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
        string ignored = string.Join(", ", added.Torrent.Added?.IgnoredOptions.Where(IsWorthTelling) ?? []);
        if (ignored.Length > 0) call.Printer.Note($"{torrent.Name} stays as it is; this did nothing: {ignored}");
        if (added.IsNew) await NoteNamesAsync(call, torrent, request.TorrentFile, cancellation);
        call.Printer.Line($"{(added.IsNew ? "Added" : "Already there:")} {torrent.Id} {torrent.Name}");
    }

    private static bool IsWorthTelling(string option) => option is not "peers";

    // The server says how it calls the files; a torrent that nobody has to call otherwise costs no question.
    private static async Task NoteNamesAsync(
        VerbCall call, TorrentDto torrent, ReadOnlyMemory<byte>? torrentFile, CancellationToken cancellation)
    {
        if (torrentFile is not { } file || !Metainfo.TryParse(file, out Metainfo? metainfo, out _)) return;
        if (!metainfo.Files.Any(content => content.IsAltered)) return;
        string[] paths = [.. metainfo.Files.Select(content => content.Path)];
        string id = torrent.Id.ToString(CultureInfo.InvariantCulture);
        foreach (FileDto known in await call.Client.Torrents.GetFilesAsync(id, cancellation))
            if (known.Index >= 0 && known.Index < paths.Length) paths[known.Index] = known.Path;
        if (ContentPaths.TellAltered(metainfo.Files, paths) is { } told) call.Printer.Note($"{torrent.Name}: {told}");
    }
}
