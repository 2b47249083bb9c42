using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Queueing;

/// <summary>Sees to it that a torrent that has been seeded enough ends. Only its loop calls it.</summary>
internal sealed class ShareKeeper(
    TorrentRegistry registry, TorrentService torrents, TorrentEditor editor, TorrentTools tools, TimeProvider clock)
{
    private const long IntervalMs = 5_000;
    private static readonly TorrentChange SuperSeed = new() { SuperSeeding = true };
    private MonotonicTime _lastReview = MonotonicTime.Never;

    /// <summary>Looks at all torrents, now and then. What it decides goes on by itself.</summary>
    public void Review()
    {
        MonotonicTime now = MonotonicTime.From(clock);
        if (now - _lastReview < IntervalMs) return;
        _lastReview = now;
        ShareDefaults defaults = ShareDefaults.Of(tools.Settings.Current);
        foreach (TorrentEntry entry in registry.All)
        {
            TorrentRow row = entry.Row;
            if (ShareDecision.Make(row, row.Share, defaults, now) is not { } decision) continue;
            _ = EndAsync(row, decision.Action, decision.Reason);
        }
    }

    private async Task EndAsync(TorrentRow row, ShareAction action, string reason)
    {
        string id = row.InfoHash.ToString();
        AppError? error = action switch
        {
            ShareAction.Remove => await torrents.RemoveAsync(id, deleteData: false),
            ShareAction.RemoveWithData => await torrents.RemoveAsync(id, deleteData: true),
            ShareAction.SuperSeed => (await editor.ChangeAsync(id, SuperSeed)).Error,
            _ => (await torrents.StopAsync(id)).Error,
        };
        if (error is not null) return;
        tools.Journal.Append(
            JournalSeverity.Information, JournalKinds.TorrentSharedEnough,
            $"{row.Name} {reason}, so {WordFor(action)}.", row.InfoHash);
    }

    private static string WordFor(ShareAction action) => action switch
    {
        ShareAction.Remove => "it was removed",
        ShareAction.RemoveWithData => "it was removed with its content",
        ShareAction.SuperSeed => "it goes on as a super-seed",
        _ => "it was stopped",
    };
}
