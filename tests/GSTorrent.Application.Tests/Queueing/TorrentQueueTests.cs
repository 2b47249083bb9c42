using GSTorrent.Application.Persistence;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Tests.Torrents;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Queueing;

public sealed class TorrentQueueTests
{
    [Fact]
    public async Task Only_as_many_run_as_the_limit_allows_and_the_others_follow()
    {
        await using HostFolder host = await HostFolder.OpenAsync(
            ("queue.enabled", "true"), ("queue.exempt-slow", "false"));
        await LimitAsync(host, "1");
        await AddAsync(host, 1);
        await AddAsync(host, 2);
        await AddAsync(host, 3);
        await IsAsync(host, 1, TorrentRowState.Downloading);
        await IsAsync(host, 2, TorrentRowState.Queued);
        await host.Torrents.StopAsync("1");
        await IsAsync(host, 2, TorrentRowState.Downloading);
        await IsAsync(host, 3, TorrentRowState.Queued);

        // Forced, it takes no place.
        await host.Editor.ChangeAsync("3", new TorrentChange { Forced = true });
        await IsAsync(host, 3, TorrentRowState.Downloading);
        await IsAsync(host, 2, TorrentRowState.Downloading);

        // Without limits all run.
        await host.Torrents.StartAsync("1");
        await IsAsync(host, 1, TorrentRowState.Downloading);
        await LimitAsync(host, "0");
        await host.WhenAsync(_ => host.Torrents.ReadModel.All().Changed
            .All(row => row.State == TorrentRowState.Downloading));
    }

    [Fact]
    public async Task The_order_decides_and_outlasts_a_restart()
    {
        await using HostFolder host = await HostFolder.OpenAsync(
            ("queue.enabled", "true"), ("queue.max-downloads", "1"), ("queue.exempt-slow", "false"));
        for (int i = 1; i <= 3; i++) await AddAsync(host, i);
        Assert.Null(await host.Editor.MoveInQueueAsync(new HashSet<int> { 3 }, QueueMove.Top));
        await IsAsync(host, 3, TorrentRowState.Downloading);
        await IsAsync(host, 1, TorrentRowState.Queued);
        await host.ReopenAsync();
        await IsAsync(host, 3, TorrentRowState.Downloading);
        await IsAsync(host, 1, TorrentRowState.Queued);
        TorrentRow last = await AddAsync(host, 4, toTop: true);
        Assert.Equal(
            [4, 3, 1, 2],
            host.Torrents.ReadModel.All().Changed.OrderBy(row => row.QueueOrder).Select(row => row.Number));
        await IsAsync(host, last.Number, TorrentRowState.Downloading);
        await host.Editor.MoveInQueueAsync(new HashSet<int> { 4, 3 }, QueueMove.Bottom);
        Assert.Equal(5, (await AddAsync(host, 5)).Number);
        Assert.Equal(
            [1, 2, 4, 3, 5],
            host.Torrents.ReadModel.All().Changed.OrderBy(row => row.QueueOrder).Select(row => row.Number));
    }

    private static async Task LimitAsync(HostFolder host, string downloads)
    {
        var change = new Dictionary<string, string?> { ["queue.max-downloads"] = downloads };
        Assert.Null((await host.Host.Settings.ChangeAsync(change)).Error);
    }

    [Fact]
    public async Task Moves_and_additions_at_once_give_no_two_torrents_the_same_order()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        await Task.WhenAll(Enumerable.Range(1, 6).Select(seed => AddAsync(host, seed, toTop: seed > 3)));
        Assert.Equal(6, Orders(host).Distinct().Count());
        for (int round = 0; round < 10; round++)
        {
            QueueMove[] kinds = [QueueMove.Top, QueueMove.Bottom, QueueMove.Up, QueueMove.Down];
            IEnumerable<Task<AppError?>> moves = Enumerable.Range(1, 6).Select(number =>
                host.Editor.MoveInQueueAsync(new HashSet<int> { number }, kinds[(number + round) % kinds.Length]));
            Assert.All(await Task.WhenAll(moves), Assert.Null);
            Result<TorrentRow>[] placed = await Task.WhenAll(Enumerable.Range(1, 6).Select(number =>
                host.Editor.MoveInQueueAsync($"{number}", (number * round) % 6)));
            Assert.All(placed, result => Assert.Null(result.Error));
            Assert.Equal(6, Orders(host).Distinct().Count());
        }
    }

    [Fact]
    public async Task A_queue_with_equal_orders_heals_when_something_is_moved()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        for (int i = 1; i <= 3; i++) await AddAsync(host, i);
        await host.CloseAsync();
        await host.ChangeStateAsync(state => state.Torrents.Select(stored => StateChanges.SaveTorrent(
            stored.Torrent with { Wishes = stored.Torrent.Wishes with { QueueOrder = 0 } })));
        await host.ReopenAsync();
        Assert.Equal([0, 0, 0], Orders(host));
        Assert.Null(await host.Editor.MoveInQueueAsync(new HashSet<int> { 2 }, QueueMove.Up));
        Assert.Equal([2, 1, 3], InOrder(host));
        Assert.Equal(3, Orders(host).Distinct().Count());
    }

    private static IEnumerable<long> Orders(HostFolder host) =>
        host.Torrents.ReadModel.All().Changed.Select(row => row.QueueOrder);

    private static IEnumerable<int> InOrder(HostFolder host) =>
        host.Torrents.ReadModel.All().Changed.OrderBy(row => row.QueueOrder).Select(row => row.Number);

    private static async Task<TorrentRow> AddAsync(HostFolder host, int seed, bool toTop = false)
    {
        using var sample = new SampleTorrent(seed, 16_384, [("a.bin", 40_000)]);
        return await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, ToTop = toTop });
    }

    private static Task<TorrentRow> IsAsync(HostFolder host, int number, TorrentRowState state) =>
        host.WhenAsync(row => row.Number == number && row.State == state);
}
