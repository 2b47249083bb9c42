using GSTorrent.Application.Access;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Tests.Torrents;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Application.Tests.Hosting;

public sealed class StatisticsTests
{
    [Fact]
    public async Task Files_and_runs_are_counted_over_all_runs()
    {
        using var sample = new SampleTorrent(41, 16_384, ("a", 5), ("b", 5), ("c", 5));
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = true });
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = true });
        StatisticsSnapshot first = host.Host.Statistics.Current;
        Assert.Equal((3, 3, 1), (first.SessionFilesAdded, first.TotalFilesAdded, first.Runs));
        Assert.Equal((1, 1), (first.Torrents, first.Stopped));
        await host.ReopenAsync();
        StatisticsSnapshot second = host.Host.Statistics.Current;
        Assert.Equal((0, 3, 2), (second.SessionFilesAdded, second.TotalFilesAdded, second.Runs));
        await host.Torrents.StartAsync("1");
        await host.WhenAsync(row => row.State == TorrentRowState.Downloading);
        Assert.Equal(0, host.Host.Statistics.Current.Stopped);
    }

    [Fact]
    public void Of_a_category_only_its_own_bytes_are_counted()
    {
        var statistics = new Statistics(new LoadedState(), new FakeTimeProvider());
        var rows = new TorrentReadModel(1);
        Move("tv", 1, 100);
        Move("tv/kids", 2, 20);
        Move("tvs", 3, 3);
        Move("films", 4, 4_000);
        StatisticsSnapshot own = statistics.For(new Caller(AccessRole.Read, null) { Category = "tv" }, rows);
        Assert.Equal((120, 1_120), (own.SessionDownloaded, own.TotalDownloaded));
        Assert.Equal((120, 2, 120), (own.SessionUploaded, own.Torrents, own.DownloadRate));
        Assert.Equal(4_123, statistics.For(new Caller(AccessRole.Read, null), rows).SessionDownloaded);

        void Move(string category, int number, long bytes)
        {
            long earlier = number == 1 ? 1_000 : 0;
            var before = new TorrentRow
            {
                Number = number,
                InfoHash = Samples.Hash(number),
                Name = "",
                ContentName = "",
                Category = category,
                Downloaded = earlier,
            };
            TorrentRow after = before with
            {
                Downloaded = earlier + bytes,
                Uploaded = bytes,
                DownloadRate = bytes,
            };
            statistics.RowChanged(null, before);
            statistics.RowChanged(before, after);
            rows.Publish(after);
        }
    }

    [Fact]
    public async Task The_time_of_a_run_is_added_at_its_end_and_an_idle_one_writes_nothing()
    {
        using var folder = new StateFolder();
        var clock = new FakeTimeProvider();
        folder.Open();
        var statistics = new Statistics(new LoadedState(), clock);
        Assert.Null(await statistics.SaveAsync(folder.Database));
        clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal((90, 90), (statistics.Current.SessionActiveS, statistics.Current.TotalActiveS));
        Assert.Null(await statistics.SaveAsync(folder.Database));
        LoadedState state = folder.Reopen();
        Assert.Equal((1, 0), (state.Statistics["runs"], state.Statistics["active-seconds"]));
        Assert.Null(await statistics.SaveAsync(folder.Database, isEnd: true));
        state = folder.Reopen();
        Assert.Equal(90, state.Statistics["active-seconds"]);
        var next = new Statistics(state, clock);
        Assert.Equal((90, 2), (next.Current.TotalActiveS, next.Current.Runs));
    }
}
