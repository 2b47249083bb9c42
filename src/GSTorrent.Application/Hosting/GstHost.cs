using System.Net;
using System.Security.Cryptography;
using GSTorrent.Application.Access;
using GSTorrent.Application.Hosting;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;

namespace GSTorrent.Application;

/// <summary>
/// The whole application without any API: state, settings, engine, torrents, journal, tokens and statistics.
/// </summary>
public sealed class GstHost : IAsyncDisposable
{
    private readonly HostParts _parts;
    private readonly DestinationRules _destinations;
    private readonly TimeProvider _time;
    private bool _isDisposed;

    private GstHost(HostOptions options, HostParts parts, DestinationChoice destination)
    {
        _parts = parts;
        _time = options.Time;
        StartedAt = _time.GetUtcNow();
        Warnings = [.. parts.Settings.Warnings, .. parts.Loaded.Findings, .. destination.Warnings];
        Journal = new EventJournal(parts.Loaded, parts.Database, _time);
        Tokens = new TokenStore(parts.Loaded, parts.Database, _time);
        Statistics = new Statistics(parts.Loaded);
        var readModel = new TorrentReadModel(StartedAt.ToUnixTimeMilliseconds());
        var registry = new TorrentRegistry(readModel, Statistics, parts.Database);
        parts.Saver = new ResumeSaver(parts.Database, _time);
        parts.Observer = new EngineObserver(registry, parts.Saver, Journal, _time);
        parts.Engine = NewEngine(options, parts);
        parts.Housekeeping = new Housekeeping(Statistics, parts.Database, _time);
        parts.Fetcher = new TorrentFetcher(() => Settings.Current, _time);
        var claims = new ContentClaims();
        var remover = new ContentRemover(parts.Engine, registry, claims, Journal);
        var recorder = new MoveRecorder(Journal, _time);
        parts.Door = new EngineDoor(parts.Engine, claims, remover, recorder);
        _destinations = new DestinationRules(() => Settings.Current, destination.Path);
        Torrents = new TorrentService(registry, new TorrentTools
        {
            Adder = new TorrentAdder(registry, parts.Door, Journal, _time, parts.Loaded.LastTorrentNumber),
            Door = parts.Door,
            Mover = new TorrentMover(registry, parts.Door, claims, recorder),
            Remover = new TorrentRemover(registry, remover, parts.Saver, Journal, () => Settings.Current),
            Loader = new TorrentLoader(registry, parts.Door, remover, Journal),
            Destinations = _destinations,
            Fetcher = parts.Fetcher,
            Settings = Settings,
        });
    }

    /// <summary>The directory of the state.</summary>
    public StateDirectory State => _parts.Directory;

    /// <summary>All settings.</summary>
    public SettingsStore Settings => _parts.Settings;

    /// <summary>All that can be done with torrents.</summary>
    public TorrentService Torrents { get; }

    /// <summary>What happened.</summary>
    public EventJournal Journal { get; }

    /// <summary>Who may do what.</summary>
    public TokenStore Tokens { get; }

    /// <summary>Figures over all torrents.</summary>
    public Statistics Statistics { get; }

    /// <summary>Where content goes if nobody names a place.</summary>
    public string Destination => _destinations.Default;

    /// <summary>The port for peers; 0 if it could not be opened.</summary>
    public int PeerPort => _parts.Engine.PeerPort;

    /// <summary>Our public addresses, by the settings or found out; at most one of each family.</summary>
    public IReadOnlyList<IPAddress> ExternalAddresses => _parts.Engine.ExternalAddresses;

    /// <summary>What was not as wished at the start, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; private set; }

    /// <summary>When this run began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Opens the state and starts everything; an error tells why that cannot be.</summary>
    public static async Task<Result<GstHost>> OpenAsync(HostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!HostParts.Open(options).TryGet(out HostParts? parts, out AppError? unusable)) return unusable;
        AppError? error = await DestinationChoice.RememberAsync(options, parts.Settings, parts.Loaded);
        if (error is null
            && DestinationChoice.Make(options, parts.Settings.Current).TryGet(out var destination, out error))
        {
            var host = new GstHost(options, parts, destination);
            error = await host.Tokens.EnsureLocalAsync(parts.Directory);
            if (error is null)
            {
                host.Start();
                return host;
            }

            await parts.Engine.DisposeAsync();
        }

        parts.Close();
        return error;
    }

    /// <summary>
    /// Stops in order: torrents come to rest and what is known of them is stored. It ends within 4.5 s; a disk or
    /// tracker that does not answer by then is not waited for, and what it holds back is not recorded.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        Journal.Append(JournalSeverity.Information, JournalKinds.ServerStopped, "The server stops.");
        await new HostEnding(_parts, Journal, Statistics, _time).EndAsync();
    }

    private static TorrentEngine NewEngine(HostOptions options, HostParts parts) => new(new EngineOptions
    {
        PeerPort = parts.Settings.Current.Count(NetworkSettings.PeerPort),
        ListenAddresses = EngineSettingsReader.ListenAddresses(parts.Settings.Current),
        Time = options.Time,
        Seed = options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
        Settings = EngineSettingsReader.Read(parts.Settings.Current),
        Observer = parts.Observer,
    });

    private void Start()
    {
        Journal.Append(
            JournalSeverity.Information, JournalKinds.ServerStarted, $"{ClientIdentity.Name} starts.");
        if (_parts.Engine.Start() is { } notListening)
            Warnings = [.. Warnings, $"Peers cannot connect to this server: {notListening}"];
        foreach (string finding in _parts.Loaded.Findings)
            Journal.Append(JournalSeverity.Error, JournalKinds.StateDamaged, finding);
        foreach (string warning in Warnings.Except(_parts.Loaded.Findings, StringComparer.Ordinal))
            Journal.Append(JournalSeverity.Warning, JournalKinds.SettingIgnored, warning);
        Torrents.Load(_parts.Loaded);
        _parts.ForgetLoaded();
        SettingsSnapshot before = Settings.Current;
        Settings.Subscribe(settings =>
        {
            _parts.Engine.Apply(EngineSettingsReader.Read(settings));
            TellOfChange(before, settings);
            before = settings;
        });
        _parts.Housekeeping.Start();
    }

    // Names only: a value may be a secret.
    private void TellOfChange(SettingsSnapshot before, SettingsSnapshot now)
    {
        string[] names =
        [
            .. SettingsCatalog.All
                .Where(setting => !string.Equals(before.Text(setting), now.Text(setting), StringComparison.Ordinal))
                .Select(setting => setting.Name),
        ];
        if (names.Length == 0) return;
        string text = $"Settings were changed: {string.Join(", ", names)}.";
        Journal.Append(JournalSeverity.Information, JournalKinds.SettingsChanged, text);
    }
}
