using System.Net;
using System.Security.Cryptography;
using GSTorrent.Application.Access;
using GSTorrent.Application.Disks;
using GSTorrent.Application.Hosting;
using GSTorrent.Application.Jobs;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Organizing;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Storage;

namespace GSTorrent.Application;

/// <summary>
/// The whole application without any API: state, settings, engine, torrents, journal, tokens and statistics.
/// </summary>
public sealed class GstHost : IAsyncDisposable
{
    private readonly HostParts _parts;
    private readonly DestinationRules _destinations;
    private readonly TimeProvider _time;
    private readonly long _startTimestamp;
    private bool _isDisposed;

    private GstHost(HostOptions options, HostParts parts, DestinationChoice destination)
    {
        _parts = parts;
        _time = options.Time;
        StartedAt = _time.GetUtcNow();
        _startTimestamp = _time.GetTimestamp();
        Warnings = [.. parts.Settings.Warnings, .. parts.Loaded.Findings, .. destination.Warnings];
        Journal = new EventJournal(parts.Loaded, parts.Database, _time);
        Tokens = new TokenStore(parts.Loaded, parts.Database, _time);
        Users = new UserStore(parts.Loaded, parts.Database, parts.Passwords, _time);
        ClientValues = new ClientValues(parts.Loaded, parts.Database);
        (Users.Gone, Tokens.Gone) = (ClientValues.ForgetUser, ClientValues.ForgetToken);
        Access = new AccessControl((Users, Tokens), parts.Passwords, Journal, SessionLifetime, _time);
        Statistics = new Statistics(parts.Loaded, _time);
        var readModel = new TorrentReadModel(StartedAt.ToUnixTimeMilliseconds());
        var registry = new TorrentRegistry(readModel, Statistics, parts.Database, _time);
        parts.Saver = new ResumeSaver(parts.Database, _time);
        parts.Observer = new EngineObserver(registry, parts.Saver, Journal, _time);
        _destinations = new DestinationRules(() => Settings.Current, destination.Path, parts.Disks);
        parts.Engine = NewEngine(options, parts, _destinations);
        parts.Housekeeping = new Housekeeping(Statistics, parts.Database, _time);
        parts.Fetcher = new TorrentFetcher(() => Settings.Current, _time);
        parts.Queue = new TorrentQueue(registry, Settings, _time);
        parts.Settings.CheckDestination = _destinations.CheckAsync;
        Categories = new CategoryStore(parts.Loaded, parts.Database, _destinations.CheckAsync);
        Tags = new TagStore(parts.Loaded, parts.Database);
        TorrentTools tools = NewTools(registry);
        Torrents = new TorrentService(registry, tools);
        Metadata = new MetadataFetches(
            Torrents, parts.Fetcher, tools.SwarmMetadata, () => _destinations.Default, _time);
        Editor = new TorrentEditor(registry, tools);
        Details = new TorrentDetails(registry);
        Downloads = new ContentDownloads(registry, parts.Readers, _destinations);
        Volumes = new VolumeSpaces(_destinations, parts.Disks);
        IncomingPeers = new IncomingPeers(parts.Engine);
        Directories = new DirectoryView(_destinations, parts.Disks);
        Creations = new CreationJobs(
            Directories, new CreationWorker(parts.Directory.Root, Directories, Torrents), _time);
        var shares = new ShareKeeper(registry, Torrents, Editor, tools, _time);
        parts.Automation = new AutomationLoop(
            parts.Queue, shares, new WallClockWatch(registry, _time), Settings, _time);
    }

    /// <summary>The directory of the state.</summary>
    public StateDirectory State => _parts.Directory;

    /// <summary>All settings.</summary>
    public SettingsStore Settings => _parts.Settings;

    /// <summary>Adding, starting, stopping, moving and removing torrents.</summary>
    public TorrentService Torrents { get; }

    /// <summary>Changing what people decide about torrents.</summary>
    public TorrentEditor Editor { get; }

    /// <summary>What there is to know of one torrent.</summary>
    public TorrentDetails Details { get; }

    /// <summary>What addresses and magnet links are of, before anybody adds them.</summary>
    public MetadataFetches Metadata { get; }

    /// <summary>Complete files of torrents, for people to read.</summary>
    public ContentDownloads Downloads { get; }

    /// <summary>What lies on the server's disks, as far as people may see it.</summary>
    public DirectoryView Directories { get; }

    /// <summary>Torrents that are made of content on the server.</summary>
    public CreationJobs Creations { get; }

    /// <summary>Groups of torrents.</summary>
    public CategoryStore Categories { get; }

    /// <summary>Labels of torrents.</summary>
    public TagStore Tags { get; }

    /// <summary>What happened.</summary>
    public EventJournal Journal { get; }

    /// <summary>Tokens that let programs in.</summary>
    public TokenStore Tokens { get; }

    /// <summary>Who signs in with a password.</summary>
    public UserStore Users { get; }

    /// <summary>What programs put down for users and tokens.</summary>
    public ClientValues ClientValues { get; }

    /// <summary>The door that all APIs share.</summary>
    public AccessControl Access { get; }

    /// <summary>Figures over all torrents.</summary>
    public Statistics Statistics { get; }

    /// <summary>The figures of the torrents that a caller sees.</summary>
    public StatisticsSnapshot StatisticsFor(Caller caller) => Statistics.For(caller, Torrents.ReadModel);

    /// <summary>The tags that a caller may know of: all, or those of the torrents that it sees; in order.</summary>
    public IReadOnlyCollection<string> TagsFor(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return CallerTags.Of(Tags, Torrents.ReadModel, caller);
    }

    /// <summary>The settings that a caller may read; those that it may not say their defaults.</summary>
    public SettingsSnapshot SettingsFor(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Category is null ? Settings.Current : Settings.Current.WithoutMachine;
    }

    /// <summary>Space for content.</summary>
    public VolumeSpaces Volumes { get; }

    /// <summary>Whether peers from outside find us.</summary>
    public IncomingPeers IncomingPeers { get; }

    /// <summary>Where content goes if nobody names a place.</summary>
    public string Destination => _destinations.Default;

    /// <summary>
    /// Bytes free at <see cref="Destination"/>; null if its disk does not tell within a second.
    /// </summary>
    public async Task<long?> GetFreeSpaceAsync()
    {
        string place = Destination;
        Result<long?> answer = await _parts.Disks.AskAsync(
            place,
            () => FreeSpace.Of(place, out FreeSpace space) is null ? space.AvailableBytes : (long?)null,
            TimeSpan.FromSeconds(1));
        return answer.Error is null ? answer.Value : null;
    }

    /// <summary>The port for peers; 0 if it could not be opened.</summary>
    public int PeerPort => _parts.Engine.PeerPort;

    /// <summary>Our public addresses, by the settings or found out; at most one of each family.</summary>
    public IReadOnlyList<IPAddress> ExternalAddresses => _parts.Engine.ExternalAddresses;

    /// <summary>What was not as wished at the start, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; private set; }

    /// <summary>When this run began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>For how long it has run, whatever the wall clock was set to.</summary>
    public TimeSpan Uptime => _time.GetElapsedTime(_startTimestamp);

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
        Creations.Close();
        Journal.Append(JournalSeverity.Information, JournalKinds.ServerStopped, "The server stops.");
        await new HostEnding(_parts, Journal, Statistics, _time).EndAsync();
    }

    private static TorrentEngine NewEngine(HostOptions options, HostParts parts, DestinationRules destinations) =>
        new(new EngineOptions
        {
            ConfirmDestination = destinations.Confirm,
            PeerPort = parts.Settings.Current.Count(NetworkSettings.PeerPort),
            ListenAddresses = EngineSettingsReader.ListenAddresses(parts.Settings.Current),
            Time = options.Time,
            Seed = options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            Settings = EngineSettingsReader.Read(parts.Settings.Current),
            Observer = parts.Observer,
        });

    private TimeSpan SessionLifetime() =>
        TimeSpan.FromMilliseconds(Settings.Current.Number(AccessSettings.SessionLifetime));

    private TorrentTools NewTools(TorrentRegistry registry)
    {
        var claims = new ContentClaims();
        var shared = new SharedFiles(registry);
        var remover = new ContentRemover(_parts.Engine, registry, shared, claims, Journal);
        var recorder = new MoveRecorder(Journal, _time);
        var door = new EngineDoor(_parts.Engine, _parts.Queue, claims, recorder);
        return new TorrentTools
        {
            Adder = new TorrentAdder(registry, door, Journal, _time, _parts.Loaded.LastTorrentNumber),
            Door = door,
            Queue = _parts.Queue,
            Categories = Categories,
            Tags = Tags,
            Uses = new UseGate(),
            Mover = new TorrentMover(door, remover, shared, claims, recorder),
            Renamer = new TorrentRenamer(shared, Journal, _time),
            Remover = new TorrentRemover(registry, remover, _parts.Saver, Journal, () => Settings.Current),
            Loader = new TorrentLoader(registry, door, remover, Journal),
            Destinations = _destinations,
            Names = new NameChoice(_destinations, _parts.Disks, Journal),
            Fetcher = _parts.Fetcher,
            SwarmMetadata = new SwarmMetadata(_parts.Engine, registry, claims),
            Journal = Journal,
            Settings = Settings,
        };
    }

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
        _parts.Automation.Start();
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
