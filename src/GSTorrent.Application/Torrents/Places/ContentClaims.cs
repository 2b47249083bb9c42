using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Which torrents are on their way out of the engine, and which files are being deleted or moved: a torrent that would
/// use them waits for that. Thread-safe.
/// </summary>
internal sealed class ContentClaims
{
    private readonly Lock _gate = new();
    private readonly List<ContentClaim> _claims = [];

    /// <summary>Makes a claim, which lasts until it is disposed of.</summary>
    /// <param name="infoHash">The torrent that makes it.</param>
    /// <param name="files">Its files, if something happens to them.</param>
    /// <param name="giveWay">Called when a torrent waits for its end; must not block.</param>
    public ContentClaim Take(InfoHash infoHash, UsedFiles? files, Action? giveWay = null)
    {
        lock (_gate)
        {
            IEnumerable<ContentClaim> before = _claims.Where(earlier => earlier.InfoHash == infoHash);
            var claim = new ContentClaim(this, infoHash, files)
            {
                Before = Task.WhenAll([.. before.Select(earlier => earlier.Ended)]),
                GiveWay = giveWay,
            };
            _claims.Add(claim);
            return claim;
        }
    }

    /// <summary>What a torrent has to wait for before it may use its files; null: nothing.</summary>
    /// <param name="infoHash">The torrent.</param>
    /// <param name="filesOf">Its files, asked for only if there are any claims.</param>
    public ContentClaim? BlockerOf(InfoHash infoHash, Func<UsedFiles?> filesOf)
    {
        ContentClaim[] claims;
        lock (_gate) claims = [.. _claims];
        if (claims.Length == 0) return null;
        if (Array.Find(claims, claim => claim.InfoHash == infoHash) is { } own) return own;
        UsedFiles? files = filesOf();
        return files is null ? null : Array.Find(claims, claim => claim.Touches(files));
    }

    internal void Remove(ContentClaim claim)
    {
        lock (_gate) _claims.Remove(claim);
    }
}

/// <summary>See <see cref="ContentClaims"/>.</summary>
internal sealed class ContentClaim(ContentClaims claims, InfoHash infoHash, UsedFiles? files) : IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InfoHash InfoHash => infoHash;

    /// <summary>Asks for an early end of it, because something waits for that; null: it ends when it ends.</summary>
    public Action? GiveWay { get; init; }

    /// <summary>All earlier claims of the same torrent are given up.</summary>
    public required Task Before { get; init; }

    /// <summary>The claim is given up.</summary>
    public Task Ended => _ended.Task;

    public bool Touches(UsedFiles other) => files is not null && files.SharedWith(other).Count > 0;

    public void Dispose()
    {
        claims.Remove(this);
        _ended.TrySetResult();
    }
}
