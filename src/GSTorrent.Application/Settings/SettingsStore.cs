using System.Collections.Immutable;
using GSTorrent.Application.Disks;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Settings;

/// <summary>
/// The settings as they are now. <see cref="Current"/> may be read from any thread; a change is durable before anybody
/// sees it.
/// </summary>
public sealed class SettingsStore : IDisposable
{
    private readonly StateDatabase _database;
    private readonly DiskAsker _disks;
    private readonly SemaphoreSlim _oneChange = new(1, 1);
    private SettingsLayers _layers;
    private volatile SettingsSnapshot _current;
    private ImmutableArray<Action<SettingsSnapshot>> _listeners = [];

    private SettingsStore(StateDatabase database, SettingsLoader loader, DiskAsker disks)
    {
        _database = database;
        _disks = disks;
        _layers = loader.Layers;
        Warnings = loader.Warnings;
        _current = _layers.ToSnapshot();
    }

    /// <summary>All values.</summary>
    public SettingsSnapshot Current => _current;

    /// <summary>What was passed over at the start, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Makes the settings of this run; an error if an operator's value is wrong.</summary>
    internal static Result<SettingsStore> Load(SettingsSources sources, StateDatabase database, DiskAsker disks)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(database);
        var loader = new SettingsLoader();
        AppError? error = loader.Load(sources);
        return error is null ? new SettingsStore(database, loader, disks) : error;
    }

    /// <summary>
    /// Calls <paramref name="listener"/> after each change, in their order; it must only pass the snapshot on.
    /// </summary>
    public void Subscribe(Action<SettingsSnapshot> listener) =>
        ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Add(one), listener);

    /// <summary>
    /// Changes settings for this run and later ones: all or, if one is wrong, none. Null takes a changed value away
    /// again. A value from environment or command line goes on to be stronger in this run.
    /// </summary>
    /// <param name="values">Name to value.</param>
    /// <param name="ifTag">The tag of the snapshot that the change was thought out for; null: whatever holds.</param>
    public async Task<Result<SettingsSnapshot>> ChangeAsync(
        IReadOnlyDictionary<string, string?> values, string? ifTag = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!Parse(values).TryGet(out List<Change>? changes, out AppError? wrong)) return wrong;
        if (await CheckDestinationAsync(changes) is { } noDirectory) return noDirectory;
        await _oneChange.WaitAsync();
        try
        {
            if (ifTag is not null && !string.Equals(ifTag, _current.Tag, StringComparison.Ordinal))
                return new AppError("settings-changed", "The settings have been changed since: read them again.");
            return KeepFormer(changes) is { } refused ? refused : await StoreAsync(changes);
        }
        finally
        {
            _oneChange.Release();
        }
    }

    /// <summary>
    /// The destination that the command line names is that of later runs, too; the one before goes on to take content,
    /// if the list of such can name it. For the start, before anybody else changes anything.
    /// </summary>
    internal async Task<AppError?> RememberDestinationAsync(string path, string? former)
    {
        List<Change> changes = [new(StorageSettings.Destination, SettingValue.OfText(path))];
        if (former is not null && FormerDestinations.After(_current, former, path).TryGet(out var list, out _))
            changes.Add(new Change(StorageSettings.FormerDestinations, list));
        return (await StoreAsync(changes)).Error;
    }

    private async Task<Result<SettingsSnapshot>> StoreAsync(List<Change> changes)
    {
        SettingsLayers next = After(changes);
        (string, string?)[] canonical = [.. changes.Select(change => (change.Setting.Name, change.Value?.Text))];
        AppError? notSaved = await _database.CommitAsync(StateChanges.SaveSettings(canonical));
        if (notSaved is not null) return notSaved;
        _layers = next;
        _current = next.ToSnapshot();
        foreach (Action<SettingsSnapshot> listener in _listeners) listener(_current);
        return _current;
    }

    private SettingsLayers After(List<Change> changes)
    {
        SettingsLayers next = _layers;
        foreach (Change change in changes) next = next.With(SettingSource.Changed, change.Setting, change.Value);
        return next;
    }

    // Whoever changes both has the list as wished, and the present destination on it.
    private AppError? KeepFormer(List<Change> changes)
    {
        Change list = changes.Find(change => ReferenceEquals(change.Setting, StorageSettings.FormerDestinations));
        if (FormerDestinations.CheckShorter(_current, list.Value) is { } longer) return longer;
        int destination = changes.FindIndex(change => ReferenceEquals(change.Setting, StorageSettings.Destination));
        if (destination < 0 || _current.SourceOf(StorageSettings.Destination) == SettingSource.Default) return null;
        SettingsSnapshot next = After(changes).ToSnapshot();
        string place = changes[destination].Value?.Text ?? next.Text(StorageSettings.Destination);
        Result<SettingValue> kept = FormerDestinations.After(next, _current.Text(StorageSettings.Destination), place);
        if (!kept.TryGet(out SettingValue? value, out AppError? error)) return error;
        if (ReferenceEquals(value, next[StorageSettings.FormerDestinations])) return null;
        changes.RemoveAll(change => ReferenceEquals(change.Setting, StorageSettings.FormerDestinations));
        changes.Add(new Change(StorageSettings.FormerDestinations, value));
        return null;
    }

    private static Result<List<Change>> Parse(IReadOnlyDictionary<string, string?> values)
    {
        var changes = new List<Change>(values.Count);
        foreach ((string name, string? text) in values)
        {
            if (!SettingsCatalog.Find(name).TryGet(out var setting, out AppError? unknown)) return unknown;
            SettingValue? value = null;
            if (text is not null && !SettingParser.Parse(setting, text).TryGet(out value, out AppError? wrong))
                return wrong;
            if (setting.IsOperatorOnly) return OnlyForOperators(setting);
            changes.Add(new Change(setting, value));
        }

        return changes;
    }

    private static AppError OnlyForOperators(SettingDefinition setting) => new(
        "setting-invalid",
        $"{setting.Name} cannot be changed at run time: it is set on the command line, in the environment or in "
            + "gstorrent.json.");

    // Before its turn among the changes: one that waits for a disk must not hold the others up.
    private async Task<AppError?> CheckDestinationAsync(List<Change> changes)
    {
        Change wished = changes.Find(change => ReferenceEquals(change.Setting, StorageSettings.Destination));
        if (wished.Value?.Text is not { Length: > 0 } path) return null;
        Result<bool> exists = await _disks.AskAsync(path, () => Directory.Exists(path), DiskAsker.Patience);
        string? why = exists.Error?.Message ?? (exists.Value ? null : $"There is no directory {path}.");
        return why is null
            ? CheckDestination is { } check ? await check(path) : null
            : new AppError("setting-invalid", $"{wished.Setting.Name}: {why}");
    }

    /// <summary>
    /// Where content may be put; null: anywhere. Whoever may change settings over an API must not reach the whole disk
    /// by that.
    /// </summary>
    internal Func<string, Task<AppError?>>? CheckDestination { get; set; }

    /// <inheritdoc />
    public void Dispose() => _oneChange.Dispose();

    private readonly record struct Change(SettingDefinition Setting, SettingValue? Value);
}
