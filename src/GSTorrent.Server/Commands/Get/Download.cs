using GSTorrent.Application;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Server.Commands.Get;

/// <summary>One URI from beginning to end. Views read it while it runs; they may be on other threads.</summary>
internal sealed class Download(string uri, GetOptions options, CommandContext context, NamedTorrents named)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private volatile TorrentRow? _row;
    private volatile TorrentSource? _source;
    private volatile IReadOnlyList<string> _notes = [];
    private volatile string? _twin;
    private volatile CommandError? _error;
    private volatile bool _isComplete;
    private volatile bool _hasEnded;
    private volatile int _peerPort = -1;

    /// <summary>As the user gave it.</summary>
    public string Uri => uri;

    /// <summary>Null until it is read.</summary>
    public TorrentSource? Source => _source;

    /// <summary>The latest; null until there is one.</summary>
    public TorrentRow? Row => _row;

    /// <summary>Where peers can connect to; null until it listens, and if it does not.</summary>
    public int? PeerPort => _peerPort > 0 ? _peerPort : null;

    /// <summary>What the user should know, though it does not end the download.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>What another URI that means the same torrent was given as, which is downloaded; else null.</summary>
    public string? Twin => _twin;

    /// <summary>Is all that was wanted there?</summary>
    public bool IsComplete => _isComplete;

    /// <summary>Why it ended early; null while it runs, and if it is complete.</summary>
    public CommandError? Error => _error;

    /// <summary>Does it have a host, or has it ended?</summary>
    public bool HasStarted => _peerPort >= 0 || _error is not null;

    /// <summary>Is there nothing more to come?</summary>
    public bool HasEnded => _hasEnded;

    public async Task RunAsync(CancellationToken cancellation)
    {
        (_source, CommandError? error) =
            await new TorrentSourceReader(context.CurrentDirectory).ReadAsync(uri, cancellation);
        if (_source is { } known)
        {
            _twin = named.TwinOf(known);
            if (_twin is null) error = named.ClashOf(known);
        }

        if (_source is { } source && _twin is null && error is null)
        {
            var state = new DownloadState(options.StateRoot, source.InfoHash);
            error = state.Prepare(options.Destination) ?? await RunAsync(source, state.Path, cancellation);
            // An interruption of what is complete is how seeding ends.
            if (_isComplete && error is null or { Code: ExitCode.Interrupted })
            {
                error = null;
                if (state.Delete(options.Destination) is { } left) Note(left);
            }
        }

        _error = error;
        _hasEnded = true;
    }

    private async Task<CommandError?> RunAsync(TorrentSource source, string statePath, CancellationToken cancellation)
    {
        var hostOptions = new Application.HostOptions
        {
            StateDirectory = statePath,
            CommandLineSettings = options.Settings,
            Environment = context.Environment,
            Destination = options.Destination,
            Time = context.Time,
        };
        if (!(await GstHost.OpenAsync(hostOptions)).TryGet(out GstHost? host, out AppError? error))
            return CommandError.Failed($"{source.Name}: {error.Message}");
        await using (host)
        {
            foreach (string warning in host.Warnings) Note(warning);
            var entry = new DownloadEntry(source, options, host.Torrents, host.Editor);
            CommandError? refused = await entry.AddAsync(Note, cancellation);
            if (refused is not null) return refused;
            _peerPort = host.PeerPort;
            return await FollowAsync(source, host, cancellation);
        }
    }

    private async Task<CommandError?> FollowAsync(TorrentSource source, GstHost host, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pause, context.Time);
        try
        {
            do
            {
                if (!host.Torrents.ReadModel.TryGet(source.InfoHash, out TorrentRow? row)) continue;
                _row = row;
                if (row.State == TorrentRowState.Failed)
                    return CommandError.Failed($"{row.Name}: {row.Error ?? "it failed"}");
                if (row is { State: TorrentRowState.Seeding, HasMetainfo: true })
                {
                    if (row is { WantedBytes: 0, TotalBytes: > 0 } && options.Files.Count > 0)
                        return CommandError.Failed($"{row.Name}: no file matches {string.Join(' ', options.Files)}");
                    _isComplete = true;
                    if (!options.Seed) return null;
                }
            }
            while (await timer.WaitForNextTickAsync(cancellation));

            return null;
        }
        catch (OperationCanceledException)
        {
            return CommandError.Interrupted;
        }
    }

    private void Note(string note) => _notes = [.. _notes, note];
}
