using GSTorrent.Engine;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Moves content. That it is to be moved is stored before the first file is touched, so that a kill cannot leave the
/// record wrong or the files in two places.
/// </summary>
internal sealed class TorrentMover(
    TorrentRegistry registry, EngineDoor door, ContentClaims claims, MoveRecorder recorder)
{
    /// <summary>Begins a move. Null: it is on record and on its way, or was done at once.</summary>
    public async Task<AppError?> MoveAsync(TorrentEntry entry, string destination)
    {
        if (!entry.TryBeginMove())
            return new AppError("busy", $"{entry.Record.Name} is being moved already.");
        if (entry.Handle is { } handle) return await BeginAsync(entry, handle, destination);

        // The engine does not have it: people tell where its content lies.
        AppError? error = await entry.ChangeAsync(record => record with { Destination = destination, Move = null });
        entry.EndMove();
        if (error is null) door.Enter(entry);
        return error;
    }

    private async Task<AppError?> BeginAsync(TorrentEntry entry, TorrentHandle handle, string destination)
    {
        string source = entry.Record.Destination;
        bool isThere = string.Equals(source, destination, StringComparison.Ordinal);
        var intent = MoveIntent.Make(source, destination);
        var places = new ContentPlaces();

        // First the claim: a torrent that is added meanwhile sees it and waits, or is seen here.
        ContentPlace? place = places.Of(entry, intent);
        ContentClaim claim = claims.Take(entry.InfoHash, place);
        AppError? error = isThere ? null : CheckShared(entry, places)
            ?? await entry.ChangeAsync(record => record with { Move = intent });
        if (error is null && !isThere)
        {
            _ = recorder.FollowAsync(entry, handle.MoveAsync(intent), claim);
            return null;
        }

        claim.Dispose();
        entry.EndMove();
        return error;
    }

    // To take the files away from the other one, or to part them, is worse than not to move.
    private AppError? CheckShared(TorrentEntry entry, ContentPlaces places)
    {
        if (places.Of(entry) is not { } place) return null;
        IReadOnlyDictionary<int, string> shared = places.SharedFiles(place, registry);
        if (shared.Count == 0) return null;
        (int file, string other) = shared.MinBy(pair => pair.Key);
        return new AppError("files-shared",
            $"{place.Name} cannot be moved: {other} uses its file {place.Metainfo.Files[file].Path} too. "
            + "Remove one of the two without its content, move the other, and add the first again in the new place.");
    }
}
