using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>Methods that do one thing with some torrents.</summary>
internal sealed class TorrentActions(GstHost host, TorrentScope scope)
{
    private static readonly TorrentChange ByTheQueue = new() { Forced = false };
    private static readonly TorrentChange PastTheQueue = new() { Forced = true };
    private readonly TorrentService _torrents = host.Torrents;

    public IEnumerable<RpcMethod> Methods =>
    [
        Each("torrent_start", StartAsync),
        Each("torrent_start_now", StartNowAsync),
        Each("torrent_stop", async id => (await _torrents.StopAsync(id)).Error),
        Each("torrent_verify", async id => (await _torrents.RecheckAsync(id)).Error),
        Each("torrent_reannounce", async id => (await _torrents.AnnounceAsync(id)).Error),
        RpcMethod.Of("torrent_remove", AccessRole.Control, RemoveAsync),
        Queue("queue_move_top", QueueMove.Top),
        Queue("queue_move_up", QueueMove.Up),
        Queue("queue_move_down", QueueMove.Down),
        Queue("queue_move_bottom", QueueMove.Bottom),
    ];

    private RpcMethod Each(string name, Func<string, Task<AppError?>> act) =>
        RpcMethod.Of(name, AccessRole.Control, async call =>
        {
            TorrentSelection? torrents = scope.Read(call);
            return call.Arguments.Error is { } wrong ? wrong : await EachAsync(call, torrents!.Rows, act);
        });

    private RpcMethod Queue(string name, QueueMove move) => RpcMethod.Of(name, AccessRole.Control, async call =>
    {
        TorrentSelection? torrents = scope.Read(call);
        if (call.Arguments.Error is { } wrong) return wrong;
        HashSet<int> numbers = [.. torrents!.Rows.Select(row => row.Number)];
        if (await host.Editor.MoveInQueueAsync(numbers, move) is { } error) return RpcError.Of(error);
        call.Changed = torrents.Rows;
        return RpcReply.Done;
    });

    private async Task<RpcReply> RemoveAsync(RpcCall call)
    {
        bool deleteData = call.Arguments.Flag("delete_local_data") ?? false;

        // Null stands for all elsewhere; whoever removes all torrents has to mean it.
        if (call.Arguments.Has("ids") && call.Arguments.Raw("ids") is null)
            return RpcError.InvalidParams("'ids' is null");
        TorrentSelection? torrents = scope.Read(call);
        return call.Arguments.Error is { } wrong
            ? wrong
            : await EachAsync(call, torrents!.Rows, id => _torrents.RemoveAsync(id, deleteData));
    }

    // Whoever starts it by its turn takes back that it runs past the queue.
    private async Task<AppError?> StartAsync(string id)
    {
        if (_torrents.Find(id) is { Error: null, Value.Forced: true }
            && (await host.Editor.ChangeAsync(id, ByTheQueue)).Error is { } error) return error;
        return (await _torrents.StartAsync(id)).Error;
    }

    private async Task<AppError?> StartNowAsync(string id) =>
        (await host.Editor.ChangeAsync(id, PastTheQueue)).Error ?? (await _torrents.StartAsync(id)).Error;

    // Where an action has no meaning it has no effect.
    private static async Task<RpcReply> EachAsync(
        RpcCall call, IReadOnlyList<TorrentRow> rows, Func<string, Task<AppError?>> act)
    {
        AppError?[] errors = await Batches.RunAsync(rows, row => act(row.InfoHash.ToString()));
        call.Changed = [.. rows.Where((_, i) => errors[i] is null)];
        AppError? error = Array.Find(errors, one => one is { Code: not ("torrent-not-found" or "metadata-missing") });
        return error is null ? RpcReply.Done : RpcError.Of(error);
    }
}
