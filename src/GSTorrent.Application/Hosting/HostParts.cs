using GSTorrent.Application.Access;
using GSTorrent.Application.Disks;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;

namespace GSTorrent.Application.Hosting;

/// <summary>What a host owns, in the order in which it is made.</summary>
internal sealed class HostParts
{
    private HostParts(
        StateDirectory directory, StateDatabase database, LoadedState loaded, SettingsStore settings, DiskAsker disks)
    {
        Directory = directory;
        Database = database;
        Loaded = loaded;
        Settings = settings;
        Disks = disks;
    }

    public StateDirectory Directory { get; }

    public StateDatabase Database { get; }

    public LoadedState Loaded { get; private set; }

    public SettingsStore Settings { get; }

    public DiskAsker Disks { get; }

    /// <summary>For reading content: a slow reader takes nothing from those who ask small questions.</summary>
    public required DiskAsker Readers { get; init; }

    public ResumeSaver Saver { get; set; } = null!;

    public EngineObserver Observer { get; set; } = null!;

    public TorrentEngine Engine { get; set; } = null!;

    public TorrentQueue Queue { get; set; } = null!;

    public EngineDoor Door { get; set; } = null!;

    public TorrentFetcher Fetcher { get; set; } = null!;

    public PasswordWorker Passwords { get; } = new();

    public Housekeeping Housekeeping { get; set; } = null!;

    public AutomationLoop Automation { get; set; } = null!;

    /// <summary>Opens the state and reads the settings; what is open is closed again after an error.</summary>
    public static Result<HostParts> Open(HostOptions options)
    {
        if (!StateDirectory.Open(options.StateDirectory).TryGet(out var directory, out AppError? locked)) return locked;
        if (!StateDatabase.Open(directory, options.Time).TryGet(out var state, out AppError? unusable))
        {
            directory.Dispose();
            return unusable;
        }

        var sources = new SettingsSources
        {
            CommandLine = CommandLineOf(options),
            Environment = options.Environment,
            Changed = state.State.Settings,
            Files = options.SettingsFiles,
        };
        DiskAsker disks = options.Disks ?? new DiskAsker(options.Time);
        if (!SettingsStore.Load(sources, state.Database, disks).TryGet(out var settings, out AppError? wrong))
        {
            state.Database.Dispose();
            directory.Dispose();
            return wrong;
        }

        return new HostParts(directory, state.Database, state.State, settings, disks)
        {
            Readers = options.Disks ?? new DiskAsker(options.Time) { MaxOfPlace = ContentDownloads.MaxOpen },
        };
    }

    /// <summary>What was loaded needs no place in memory any more.</summary>
    public void ForgetLoaded() => Loaded = new LoadedState();

    /// <summary>Stores what waits and lets go of the state.</summary>
    public void Close()
    {
        Passwords.Dispose();
        Settings.Dispose();
        Database.Dispose();
        Directory.Dispose();
    }

    private static Dictionary<string, string> CommandLineOf(HostOptions options)
    {
        var settings = new Dictionary<string, string>(options.CommandLineSettings, StringComparer.Ordinal);
        if (DestinationChoice.Named(options) is { } path) settings[StorageSettings.Destination.Name] = path;
        return settings;
    }
}
