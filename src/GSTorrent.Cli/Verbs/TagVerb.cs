using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>tag ID... [--add TAG] [--remove TAG] [--clear]</c></summary>
internal static class TagVerb
{
    public static Command Create(VerbHost host)
    {
        var add = new Option<string[]>("--add") { Description = "Label to put on; repeatable.", HelpName = "TAG" };
        var remove = new Option<string[]>("--remove")
        {
            Description = "Label to take off, likewise.",
            HelpName = "TAG",
        };
        var clear = new Option<bool>("--clear") { Description = "Take all labels off first." };
        var command = new Command("tag", "Label torrents.") { add, remove, clear };
        TorrentIds ids = TorrentIds.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(add) is null && result.GetResult(remove) is null && !result.GetValue(clear))
                result.AddError("Nothing to change: give --add, --remove or --clear.");
        });
        return host.Handle(command, async (call, cancellation) =>
        {
            string[] added = call.Get(add) ?? [];
            string[] removed = call.Get(remove) ?? [];
            return await PerTorrent.RunAsync(call, await ids.ResolveAsync(call, cancellation), async id =>
            {
                TorrentDto torrent = await call.Client.Torrents.GetAsync(id, cancellation);
                IEnumerable<string> kept = call.Get(clear) ? [] : torrent.Tags;
                string[] tags = [.. kept.Except(removed, StringComparer.Ordinal).Union(added, StringComparer.Ordinal)];
                torrent = await call.Client.Torrents.SetTagsAsync(id, tags, cancellation);
                call.Printer.Json(torrent, ContractsJsonContext.Default.TorrentDto);
                string shown = torrent.Tags.Count == 0 ? "no tags" : string.Join(", ", torrent.Tags);
                call.Printer.Line($"{torrent.Id} {torrent.Name}: {shown}");
            });
        });
    }
}
