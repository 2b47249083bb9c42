using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;

namespace GSTorrent.Cli.Running;

/// <summary>One action on many torrents by a single request, and its results.</summary>
internal static class BulkAction
{
    /// <param name="call">The run.</param>
    /// <param name="ids">Which torrents.</param>
    /// <param name="action">What to do.</param>
    /// <param name="done">Word for what was done, such as "Started".</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ExitCode> RunAsync(
        VerbCall call, TorrentIds ids, TorrentAction action, string done, CancellationToken cancellation) =>
        (await ActAsync(call, ids, action, done, cancellation)).Code;

    /// <summary>As <see cref="RunAsync"/>; tells the results too.</summary>
    public static async Task<(ExitCode Code, IReadOnlyList<ActionResultDto> Results)> ActAsync(
        VerbCall call, TorrentIds ids, TorrentAction action, string done, CancellationToken cancellation)
    {
        bool all = ids.IsAll(call);
        string? filter = ids.FilterOf(call);
        var request = new ActionRequest
        {
            Action = action,
            All = all,
            Filter = filter,
            Ids = all || filter is not null ? null : ids.Given(call),
        };
        IReadOnlyList<ActionResultDto> results = await call.Client.Torrents.ActAsync(request, cancellation);
        call.Printer.Json(results, ContractsJsonContext.Default.IReadOnlyListActionResultDto);
        ExitCode worst = ExitCode.Done;
        foreach (ActionResultDto result in results)
        {
            if (result.Problem is not { } problem) continue;
            call.Printer.Error($"{result.Id}: {problem.Detail ?? problem.Title}");
            worst = (ExitCode)Math.Max((int)worst, (int)ErrorText.CodeOf(problem));
        }

        int count = results.Count(r => r.Problem is null);
        if (count > 0 || worst == ExitCode.Done) call.Printer.Line($"{done} {count} torrent{(count == 1 ? "" : "s")}.");
        return (worst, results);
    }
}
