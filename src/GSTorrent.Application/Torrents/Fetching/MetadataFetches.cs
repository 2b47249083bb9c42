using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Tells what addresses and magnet links are of, without adding anything: people choose among the files before they
/// add. What one caller fetches, others do not see. Bounded: so many at a time, each for so long, and what was fetched
/// is kept for a while; of each caller less, so that nobody takes the room of all. Thread-safe.
/// </summary>
public sealed class MetadataFetches
{
    /// <summary>Sources that are being fetched at the same time, and that are remembered.</summary>
    public const int MaxRunning = 8, MaxKept = 64;

    /// <summary>The same for one caller.</summary>
    public const int MaxRunningOfCaller = 3, MaxKeptOfCaller = 16;

    private const long MaxKeptBytes = 64 << 20, MaxKeptBytesOfCaller = 16 << 20;

    /// <summary>So long peers have to tell, and so long what came of it is remembered.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5), Kept = TimeSpan.FromMinutes(30);

    private readonly TorrentService _torrents;
    private readonly TorrentFetcher _fetcher;
    private readonly SwarmMetadata _swarm;
    private readonly Func<string> _directory;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly CallerCounts _running = new(MaxRunningOfCaller, MaxRunning);
    private readonly Dictionary<(string Owner, string Source), Fetch> _fetches = [];

    internal MetadataFetches(
        TorrentService torrents,
        TorrentFetcher fetcher,
        SwarmMetadata swarm,
        Func<string> directory,
        TimeProvider clock)
    {
        (_torrents, _fetcher, _swarm) = (torrents, fetcher, swarm);
        (_directory, _clock) = (directory, clock);
    }

    /// <summary>
    /// What is known of a source now; if nothing is, it is being fetched from here on. Failures are told once, and the
    /// next question tries again.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="source">A magnet link, an info-hash, or an address of http or https.</param>
    /// <param name="patience">So long an answer is waited for.</param>
    public Task<Result<MetadataView>> AskAsync(Caller caller, string source, TimeSpan patience) =>
        AskAsync(caller, source, patience, starts: true);

    /// <summary>What is known of a source now; nothing is fetched that nobody asked for before.</summary>
    public Task<Result<MetadataView>> FindAsync(Caller caller, string source) =>
        AskAsync(caller, source, TimeSpan.Zero, starts: false);

    private async Task<Result<MetadataView>> AskAsync(Caller caller, string source, TimeSpan patience, bool starts)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(source);
        if (!Read(source).TryGet(out Target target, out AppError? wrong)) return wrong;
        if (Present(caller, target) is { } present) return present;
        (string, string) key = KeyOf(caller, source, target);
        if (!starts && !IsKnown(key)) return new MetadataView(target.Link?.InfoHash, null);
        if (!FindOrStart(key, source, target).TryGet(out Fetch? fetch, out AppError? full)) return full;
        if (!fetch.Task.IsCompleted) await Task.WhenAny(fetch.Task, Task.Delay(patience, _clock));
        if (!fetch.Task.IsCompleted) return Pending(fetch.Link);
        if ((await fetch.Task).TryGet(out Metainfo? metainfo, out AppError? failed))
            return new MetadataView(metainfo.InfoHash, metainfo);
        lock (_gate) _fetches.Remove(key);
        return failed;
    }

    private static Result<Target> Read(string source)
    {
        string uri = InfoHash.TryParse(source, out InfoHash hash) ? $"magnet:?xt=urn:btih:{hash}" : source;
        if (!uri.StartsWith("magnet:", StringComparison.OrdinalIgnoreCase))
        {
            return TorrentFetcher.IsUrl(uri)
                ? new Target(null)
                : new AppError("bad-request", $"Unable to parse '{Excerpt.Of(uri, 200)}'");
        }

        return TorrentSource.OfMagnet(uri).TryGet(out TorrentSource? found, out AppError? error)
            ? new Target(found.Magnet)
            : error;
    }

    // A torrent that is there, as far as the caller may know.
    private Result<MetadataView>? Present(Caller caller, Target target)
    {
        if (target.Link is not { } link || !_torrents.ReadModel.TryGet(link.InfoHash, out TorrentRow? row)) return null;
        if (!caller.Sees(row)) return new AppError("torrent-exists", "This torrent is in another category already.");
        return _torrents.MetainfoOf(link.InfoHash) is { } metainfo
            ? new MetadataView(link.InfoHash, metainfo)
            : Pending(link);
    }

    private bool IsKnown((string, string) key)
    {
        lock (_gate) return _fetches.ContainsKey(key);
    }

    private Result<Fetch> FindOrStart((string Owner, string) key, string source, Target target)
    {
        lock (_gate)
        {
            ForgetOld();
            if (_fetches.TryGetValue(key, out Fetch? known)) return known;
            if (target.Link is { } link && SwarmMetadata.Check(link) is { } nobody) return nobody;
            if (Enter(key.Owner) is { } busy) return busy;
            var fetch = new Fetch { Link = target.Link, BeganAt = _clock.GetTimestamp() };
            fetch.Task = RunAsync(fetch, key.Owner, source);
            _fetches.Add(key, fetch);
            return fetch;
        }
    }

    private async Task<Result<Metainfo>> RunAsync(Fetch fetch, string owner, string source)
    {
        await Task.Yield();
        try
        {
            return await FetchAsync(fetch, owner, source);
        }
        finally
        {
            _running.Leave(owner);
        }
    }

    private async Task<Result<Metainfo>> FetchAsync(Fetch fetch, string owner, string source)
    {
        using var limit = new CancellationTokenSource(Limit, _clock);
        try
        {
            if (fetch.Link is not null) return await AskPeersAsync(fetch, limit.Token);
            Result<TorrentSource> fetched = await _fetcher.FetchAsync(owner, source, limit.Token);
            if (!fetched.TryGet(out TorrentSource? found, out AppError? failed)) return failed;
            fetch.Bytes = found.File.Length;
            if (found.Metainfo is { } metainfo) return metainfo;
            fetch.Link = found.Magnet!;
            return await AskPeersAsync(fetch, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return new AppError("fetch-failed", "It was not fetched in time.");
        }
    }

    private async Task<Result<Metainfo>> AskPeersAsync(Fetch fetch, CancellationToken cancellation)
    {
        Result<Metainfo> told = await _swarm.FetchAsync(fetch.Link!, _directory(), cancellation);
        if (told.TryGet(out Metainfo? metainfo, out _)) fetch.Bytes += metainfo.InfoBytes.Length;
        return told;
    }

    // Torrents that are fetched may take minutes to come: one caller must not take every place meanwhile.
    private AppError? Enter(string owner) => _running.TryEnter(owner) switch
    {
        CallerAdmission.Granted => null,
        CallerAdmission.CallerIsFull => new AppError(
            "busy", $"{MaxRunningOfCaller} sources are being fetched for you already: try again once one is there."),
        _ => new AppError("busy", $"{MaxRunning} sources are being fetched for others: try again later."),
    };

    // The newest of each caller and of all stay, as far as there is room.
    private void ForgetOld()
    {
        var of = new Dictionary<string, (int Count, long Bytes)>(StringComparer.Ordinal);
        (int Count, long Bytes) all = default;
        foreach ((var key, Fetch fetch) in _fetches.OrderByDescending(pair => pair.Value.BeganAt).ToArray())
        {
            if (!fetch.Task.IsCompleted) continue;
            (int Count, long Bytes) own = of.GetValueOrDefault(key.Owner);
            own = (own.Count + 1, own.Bytes + fetch.Bytes);
            bool isOld = _clock.GetElapsedTime(fetch.BeganAt) > Kept;
            bool isFull = all.Count >= MaxKept || all.Bytes + fetch.Bytes > MaxKeptBytes;

            // One torrent of any size is kept: whoever asks for it again would fetch it for ever.
            bool isOwnFull = own.Count > MaxKeptOfCaller || (own.Count > 1 && own.Bytes > MaxKeptBytesOfCaller);
            if (isOld || isFull || isOwnFull)
            {
                _fetches.Remove(key);
                continue;
            }

            of[key.Owner] = own;
            all = (all.Count + 1, all.Bytes + fetch.Bytes);
        }
    }

    private static (string, string) KeyOf(Caller caller, string source, Target target) =>
        (Callers.OwnerOf(caller), target.Link?.InfoHash.ToString() ?? source);

    private static MetadataView Pending(MagnetLink? link) =>
        new(link?.InfoHash, Metainfo: null) { InfoHashV2 = link?.InfoHashV2 };

    /// <param name="Link">Null: an address that has to be fetched.</param>
    private readonly record struct Target(MagnetLink? Link);

    private sealed class Fetch
    {
        public Task<Result<Metainfo>> Task { get; set; } = null!;

        /// <summary>Also of an address, once it has led to a link.</summary>
        public MagnetLink? Link { get; set; }

        public required long BeganAt { get; init; }

        public long Bytes { get; set; }
    }
}
