using GSTorrent.Api.Contracts;

namespace GSTorrent.Cli.Running;

/// <summary>
/// Waits for the content of removed torrents to be deleted, and tells what stays and why: the disk takes its time, and
/// files may be used by others.
/// </summary>
internal static class DeletionView
{
    private const string Shared = "content-shared", Deleted = "content-deleted", Kept = "content-kept";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30), _interval = TimeSpan.FromMilliseconds(250);

    /// <param name="call">The run.</param>
    /// <param name="results">What the server said of each torrent.</param>
    /// <param name="waits">False: only that it goes on is told.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Failed if content was to be deleted and is there.</returns>
    public static async Task<ExitCode> ShowAsync(
        VerbCall call, IReadOnlyList<ActionResultDto> results, bool waits, CancellationToken cancellation)
    {
        ActionResultDto[] removed = [.. results.Where(result => result.Problem is null)];
        if (removed.Length == 0) return ExitCode.Done;
        var waiting = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (waits) waiting.UnionWith(removed.Select(result => result.InfoHash).OfType<string>());
        if (waiting.Count == 0 || removed.Min(result => result.JournalSince) is not { } since)
        {
            call.Printer.Line("The content is being deleted; 'gstctl events' tells what stays.");
            return ExitCode.Done;
        }

        using var patience = new CancellationTokenSource(_patience, call.Context.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        ExitCode code = ExitCode.Done;
        try
        {
            await foreach (JournalDto page in call.Client.Journal.FollowAsync(since, _interval, both.Token))
            {
                if (!Show(call, page, waiting)) code = ExitCode.Failed;
                if (waiting.Count == 0) return code;
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            call.Printer.Note($"the content of {waiting.Count} {(waiting.Count == 1 ? "torrent" : "torrents")} is "
                + "still being deleted; 'gstctl events' tells what stays");
        }

        return code;
    }

    // False: content of one is there.
    private static bool Show(VerbCall call, JournalDto page, HashSet<string> waiting)
    {
        bool isWell = true;
        JournalEntryDto[] told =
        [
            .. page.Entries.Where(entry => entry.InfoHash is { } hash && waiting.Contains(hash)
                && entry.Kind is (Shared or Deleted or Kept)),
        ];
        foreach (JournalEntryDto entry in told)
        {
            if (entry.Kind is Kept) call.Printer.Error(entry.Text);
            else call.Printer.Line(entry.Text);
            isWell &= entry.Kind is not Kept;
            if (entry.Kind is not Shared) waiting.Remove(entry.InfoHash!);
        }

        if (told.Length > 0) call.Printer.Json(page with { Entries = told }, ContractsJsonContext.Default.JournalDto);
        return isWell;
    }
}
