using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Fetches the metainfo of a magnet link from peers (BEP 9) and nothing else: the engine has the torrent meanwhile, but
/// no list shows it, nothing of it is stored, and no file is touched. It ends at once when somebody adds the torrent.
/// </summary>
internal sealed class SwarmMetadata(TorrentEngine engine, TorrentRegistry registry, ContentClaims claims)
{
    /// <summary>Connections to peers for one link.</summary>
    private const int MaxConnections = 20;

    private static readonly AppError Taken = new("busy", "This torrent is just being added or removed: try again.");

    /// <summary>The metainfo with the link's trackers and web seeds; an error tells why not.</summary>
    /// <param name="magnet">The link.</param>
    /// <param name="directory">Absolute path of a folder; it is not used.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Result<Metainfo>> FetchAsync(
        MagnetLink magnet, string directory, CancellationToken cancellation)
    {
        if (Check(magnet) is { } nobody) return nobody;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var arrived = new TaskCompletionSource<Metainfo>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Whoever adds the torrent from here on finds the claim; whoever did before is found here.
        using ContentClaim claim = claims.Take(magnet.InfoHash, files: null, () => _ = end.CancelAsync());
        if (registry.TryGet(magnet.InfoHash, out _)) return Taken;
        if (!engine.TryAdd(SpecOf(magnet, directory, arrived), out TorrentHandle handle)) return Taken;
        PeerAddresses.HandOver([.. magnet.PeerAddresses], handle.AddPeers);
        try
        {
            Metainfo found = await arrived.Task.WaitAsync(end.Token);
            return found.WithSources([.. magnet.Trackers.Select(url => new[] { url })], magnet.WebSeeds);
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested
                ? new AppError("metadata-missing", "No peer has told the metadata in time.")
                : Taken;
        }
        finally
        {
            await engine.RemoveAsync(handle, deleteFiles: false);
        }
    }

    /// <summary>Null: there is somebody to ask.</summary>
    public static AppError? Check(MagnetLink magnet) => magnet.Trackers.Count > 0 || magnet.PeerAddresses.Count > 0
        ? null
        : new AppError(
            "metadata-missing", "Nobody can be asked for the metadata: the link names neither tracker nor peer.");

    private static TorrentSpec SpecOf(MagnetLink magnet, string directory, TaskCompletionSource<Metainfo> arrived) =>
        new()
        {
            InfoHash = magnet.InfoHash,
            DisplayName = magnet.DisplayName ?? "",
            Destination = directory,
            TrackerTiers = [.. magnet.Trackers.Select(url => new[] { url })],
            MaxConnections = MaxConnections,
            StopsAtMetainfo = true,
            Choose = metainfo =>
            {
                arrived.TrySetResult(metainfo);
                return [];
            },
        };
}
