using GSTorrent.Application.Organizing;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Changes torrents together: whatever can be refused is asked of all of them before the first is stored.
/// </summary>
internal sealed class EditBatch(TorrentTools tools)
{
    /// <summary>Changes all of them or, if one part of one is wrong, nothing.</summary>
    public async Task<AppError?> RunAsync(IReadOnlyList<TorrentEdit> edits) =>
        await PrepareAsync(edits) ?? await tools.Uses.UseAsync(() => StoreAsync(edits));

    /// <summary>Null: as things are, nothing is wrong with any. Disks are asked: nobody should wait for it.</summary>
    public async Task<AppError?> PrepareAsync(IReadOnlyList<TorrentEdit> edits)
    {
        foreach (TorrentEdit edit in edits) if (Check(edit.Entry, edit.Change) is { } wrong) return wrong;
        var prepared = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (TorrentEdit edit in edits)
        {
            if (!GoesTo(edit, out string? wished)) continue;
            if (!prepared.TryGetValue(wished ?? "", out string? directory))
            {
                Result<string> answer = await tools.Destinations.PrepareAsync(wished);
                if (!answer.TryGet(out directory, out AppError? refused)) return refused;
                prepared.Add(wished ?? "", directory);
            }

            bool isThere = edit.Change.Destination is null
                && string.Equals(directory, edit.Entry.Record.Destination, StringComparison.Ordinal);
            edit.Directory = isThere ? null : directory;
        }

        return null;
    }

    /// <summary>Stores what was prepared. Whoever calls it has a turn with categories and tags.</summary>
    public async Task<AppError?> StoreAsync(IReadOnlyList<TorrentEdit> edits)
    {
        AppError? error = null;
        foreach (TorrentEdit edit in edits)
        {
            error = Check(edit.Entry, edit.Change) ?? Plan(edit);
            if (error is not null) break;
        }

        error ??= await tools.Tags.EnsureAsync([.. edits.SelectMany(TagsOf).Distinct(StringComparer.Ordinal)]);
        if (error is not null)
        {
            foreach (TorrentEdit edit in edits) if (edit.Move is { } move) TorrentMover.GiveUp(move);
            return error;
        }

        AppError?[] errors = await Batches.RunAsync(edits, StoreAsync);
        if (edits.Any(edit => edit.Change.Forced is not null)) tools.Queue.Changed();

        // That one went meanwhile is told only to whoever meant no other.
        return errors is [var only] ? only : Array.Find(errors, one => one is { Code: not "torrent-not-found" });
    }

    /// <summary>What can be told at once.</summary>
    public AppError? Check(TorrentEntry entry, TorrentChange change)
    {
        if (RecordEdit.Check(change) is { } wrong) return wrong;
        return change.Category is { Length: > 0 } category && !tools.Categories.All.ContainsKey(category)
            ? CategoryStore.NotFound(category)
            : RecordEdit.Apply(entry.Record, entry.Metainfo, change).Error;
    }

    // Content follows its torrent's category if people wish so.
    private bool GoesTo(TorrentEdit edit, out string? wished)
    {
        (TorrentChange change, TorrentWishes wishes) = (edit.Change, edit.Entry.Record.Wishes);
        wished = change.Destination ?? tools.Categories.DestinationOf(change.Category ?? wishes.Category);
        if (change.Destination is not null) return true;
        bool concerns = change.Category is not null || change.FollowsCategory is not null;
        return concerns && (change.FollowsCategory ?? wishes.FollowsCategory);
    }

    private static IEnumerable<string> TagsOf(TorrentEdit edit)
    {
        TorrentChange change = edit.Change;
        if (change is { Tags: null, AddedTags: null }) return [];
        return RecordEdit.Apply(edit.Entry.Record, edit.Entry.Metainfo, change).TryGet(out TorrentRecord? after, out _)
            ? after.Tags
            : [];
    }

    private AppError? Plan(TorrentEdit edit)
    {
        if (edit.Directory is not { } directory) return null;
        Result<PlannedMove> planned = tools.Mover.Plan(edit.Entry, directory);
        edit.Move = planned.Error is null ? planned.Value : null;
        return planned.Error;
    }

    // The change and the move are one: both are on record, or neither. What becomes of the move is the journal's.
    private async Task<AppError?> StoreAsync(TorrentEdit edit)
    {
        TorrentEntry entry = edit.Entry;
        TorrentRecord before = entry.Record;
        AppError? error = await entry.ChangeAsync(
            record => Apply(edit, before = record), handle => EngineTeller.Tell(handle, before, entry.Record));
        if (edit.Move is not { } move) return error;
        if (error is null) tools.Mover.Begin(move);
        else TorrentMover.GiveUp(move);
        return error;
    }

    private static Result<TorrentRecord> Apply(TorrentEdit edit, TorrentRecord record)
    {
        if (!RecordEdit.Apply(record, edit.Entry.Metainfo, edit.Change).TryGet(
            out TorrentRecord? after, out AppError? wrong)) return wrong;
        return edit.Move?.Apply(after) ?? after;
    }
}
