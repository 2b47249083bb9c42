using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>priority ID... FILES high/normal/low/skip</c></summary>
internal static class PriorityVerb
{
    public static Command Create(VerbHost host)
    {
        var command = new Command("priority", "Say which files are wanted, and how much: high, normal, low or skip.");
        TorrentIds ids = TorrentIds.AddTo(command, "FILES", "high|normal|low|skip");
        command.Validators.Add(result =>
        {
            string? word = result.Tokens is [.., var last] ? last.Value : null;
            if (word is not null && ParsePriority(word) is null)
                result.AddError($"'{word}' is no priority: give high, normal, low or skip as the last word.");
        });
        return host.Handle(command, async (call, cancellation) =>
        {
            FilePriority priority = ParsePriority(ids.After(call)[1])!.Value;
            FilePriorityRule[] rules =
            [
                .. FileSelection.Split(ids.After(call)[0])
                    .Select(files => new FilePriorityRule { Files = files, Priority = priority }),
            ];
            return await PerTorrent.RunAsync(call, await ids.ResolveAsync(call, cancellation), async id =>
            {
                IReadOnlyList<FileDto> files = await call.Client.Torrents.SetPrioritiesAsync(id, rules, cancellation);
                call.Printer.Json(files, ContractsJsonContext.Default.IReadOnlyListFileDto);
                int wanted = files.Count(f => f.Priority != FilePriority.Skip);
                call.Printer.Line($"{id}: {wanted} of {files.Count} files wanted");
            });
        });
    }

    private static FilePriority? ParsePriority(string word) => word.ToLowerInvariant() switch
    {
        "high" => FilePriority.High,
        "normal" => FilePriority.Normal,
        "low" => FilePriority.Low,
        "skip" => FilePriority.Skip,
        _ => null,
    };
}
