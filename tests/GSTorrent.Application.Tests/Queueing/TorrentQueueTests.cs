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

    private static async Task<TorrentRow> AddAsync(HostFolder host, int seed, bool toTop = false)
    {
        using var sample = new SampleTorrent(seed, 16_384, [("a.bin", 40_000)]);
        return await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, ToTop = toTop });
    }

    private static Task<TorrentRow> IsAsync(HostFolder host, int number, TorrentRowState state) =>
        host.WhenAsync(row => row.Number == number && row.State == state);
}
