using System.Globalization;
using GSTorrent.Primitives;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>
/// Opens the state at the start. Damage does not stop it: what is damaged is moved aside by name and what can be had
/// from it, its backups and the files of the torrents is put together again.
/// </summary>
internal sealed class StateOpener(StateDirectory directory, TorrentFileStore files, TimeProvider clock)
{
    private const string DiskFull = "state-disk-full";
    private readonly List<string> _findings = [];

    public Result<(SqliteConnection Connection, LoadedState State)> Open()
    {
        Result<(SqliteConnection Connection, LoadedState State)> opened = TryOpen();
        if (opened.Error is { Code: DiskFull } && StateReserve.Release(directory.Root))
        {
            _findings.Add($"The disk of {directory.Root} is full: nothing can be changed until there is room again.");
            return TryOpen();
        }

        if (opened.Error is null) StateReserve.Take(directory.Root);
        return opened;
    }

    private Result<(SqliteConnection Connection, LoadedState State)> TryOpen()
    {
        string path = directory.DatabasePath;
        try
        {
            string? damage = FindMissing(path);
            if (damage is not null) return Recover(path, damage);
            if (TryOpen(path, out var opened, out damage, out AppError? newer))
                return Reconcile(opened.Connection, opened.State, fromSalvage: false);
            return newer is null ? Recover(path, damage ?? "unknown damage") : newer;
        }
        catch (SqliteException error) when (StateConnection.IsFullDisk(error, directory.Root))
        {
            return new AppError(
                DiskFull, $"{path} cannot be opened: the disk of {directory.Root} is full. Make room and start again.");
        }
        catch (SqliteException error)
        {
            return new AppError("state-unusable", $"{path} cannot be opened: {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new AppError("state-unusable", $"{path} cannot be opened: {error.Message}");
        }
    }

    // An empty or missing file would be taken for a first start.
    private string? FindMissing(string path)
    {
        bool hasContent = File.Exists(path) && new FileInfo(path).Length > 0;
        if (hasContent) return null;
        bool isFirstStart = !StateBackup.Exists(path) && Directory.GetFiles(directory.TorrentsPath).Length == 0;
        if (isFirstStart) return null;
        return File.Exists(path) ? "the file is empty" : "the file is missing";
    }

    private bool TryOpen(
        string path,
        out (SqliteConnection Connection, LoadedState State) opened,
        out string? damage,
        out AppError? newer)
    {
        (opened, damage, newer) = (default, null, null);
        SqliteConnection? connection = null;
        try
        {
            connection = StateConnection.Open(path);
            damage = CheckVersion(connection, out newer) ?? FirstOf(StateConnection.Check(connection));
            if (damage is not null || newer is not null) return false;
            StateSchema.Migrate(connection);
            MarkStart(connection);
            var reader = new StateReader(connection);
            LoadedState state = reader.Read();
            damage = FirstOf(reader.Damages);
            if (damage is not null) return false;
            opened = (connection, state);
            connection = null;
            return true;
        }
        catch (SqliteException error) when (StateConnection.IsDamage(error))
        {
            damage = error.Message;
            return false;
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private string? CheckVersion(SqliteConnection connection, out AppError? newer)
    {
        newer = null;
        int header = StateSchema.HeaderVersion(connection);
        bool hasEvidence = StateBackup.Exists(directory.DatabasePath)
            || Directory.GetFiles(directory.TorrentsPath).Length > 0;
        if (header == 0 && StateSchema.IsEmpty(connection)) return hasEvidence ? "all tables are gone" : null;
        if (header != StateSchema.RowVersion(connection)) return "its two version numbers differ";
        if (header > StateSchema.Version)
        {
            newer = new AppError("state-too-new", $"{directory.DatabasePath} was written by a newer GSTorrent (schema "
                + $"{header}, this one knows {StateSchema.Version}). Start that one, or name another state directory.");
        }

        return null;
    }

    // Some damage to the header shows only when something is written.
    private static void MarkStart(SqliteConnection connection) => StateSchema.Execute(connection, """
        INSERT INTO meta(name, value) VALUES('starts', '1')
        ON CONFLICT(name) DO UPDATE SET value = CAST(value AS INTEGER) + 1
        """);

    private static string? FirstOf(IReadOnlyList<string> texts) => texts.Count == 0 ? null : texts[0];

    private Result<(SqliteConnection, LoadedState)> Recover(string path, string damage)
    {
        string stamp = clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string? aside = StateSalvage.MoveAside(path, stamp);
        string kept = aside is null ? "" : $" It is kept as {Path.GetFileName(aside)}.";
        _findings.Add($"{path} is damaged: {damage}.{kept}");
        LoadedState salvaged = StateSalvage.ReadAll(
            aside is null ? StateBackup.PathsOf(path) : [aside, .. StateBackup.PathsOf(path)], _findings);
        SqliteConnection connection = StateConnection.Open(path);
        try
        {
            StateSchema.Migrate(connection);
            var result = Reconcile(connection, salvaged, fromSalvage: true);
            StateFiles.FlushDirectory(directory.Root);
            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private (SqliteConnection, LoadedState) Reconcile(SqliteConnection connection, LoadedState state, bool fromSalvage)
    {
        var known = state.Torrents.Select(row => row.Torrent.InfoHash).ToHashSet();
        var deleting = state.Removals.Select(row => row.InfoHash).ToHashSet();
        HashSet<InfoHash> present = files.Reconcile(known.Contains, deleting.Contains);

        // A backup remembers torrents, and content to be deleted, that were removed since; their files are gone.
        IEnumerable<StoredTorrent> kept = state.Torrents;
        IEnumerable<RemovalRecord> removals = state.Removals;
        if (fromSalvage)
        {
            kept = kept.Where(row => present.Contains(row.Torrent.InfoHash));
            removals = removals.Where(row => files.HasDeleting(row.InfoHash));
        }

        List<StoredTorrent> torrents = [.. kept];
        int lastNumber = torrents.Select(row => row.Torrent.Number).Append(state.LastTorrentNumber).Max();
        List<StoredTorrent> adopted =
            [.. present.Except(known).Order().Select(infoHash => Adopt(infoHash, ++lastNumber))];
        torrents.AddRange(adopted);
        LoadedState result = state with
        {
            Torrents = torrents,
            Removals = [.. removals],
            LastTorrentNumber = lastNumber,
            LastJournalSequence = state.Journal.Select(row => row.Sequence).Append(state.LastJournalSequence).Max(),
            Findings = _findings,
        };
        if (fromSalvage) StateSalvage.WriteAll(connection, result);
        else StateSalvage.WriteTorrents(connection, adopted);
        return (connection, result);
    }

    private StoredTorrent Adopt(InfoHash infoHash, int number)
    {
        _findings.Add($"The record of torrent {infoHash} was lost; its metainfo is still there. It was added again, "
            + "stopped and without a destination.");
        return new StoredTorrent(
            new TorrentRecord
            {
                InfoHash = infoHash,
                Number = number,
                Name = infoHash.ToString(),
                Destination = "",
                AddedUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                Error = "Its record was damaged: check where its content lies, then start it.",
            },
            Resume: null);
    }
}
