using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Swarm;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class TorrentCommandTests
{
    private static readonly (string, int)[] Files = [("a.txt", 40_000), ("deep/b.bin", 90_000), ("deep/c.txt", 20_000)];

    [Fact]
    public async Task Unknown_torrents_are_told_of_by_every_command()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        TorrentService torrents = host.Torrents;
        AppError?[] errors =
        [
            torrents.Find("9").Error,
            (await torrents.StartAsync("9")).Error,
            (await torrents.StopAsync("9")).Error,
            (await torrents.RecheckAsync("9")).Error,
            (await torrents.AnnounceAsync("9")).Error,
            (await torrents.MoveAsync("9", host.Downloads)).Error,
            (await host.Editor.ChangeAsync("9", new TorrentChange { Name = "x" })).Error,
            (await host.Editor.MoveInQueueAsync("9", 0)).Error,
            (await host.Details.GetFilesAsync("9")).Error,
            (await host.Details.GetPeersAsync("9")).Error,
            (await host.Details.GetTrackersAsync("9")).Error,
            (await host.Details.GetPiecesAsync("9")).Error,
            host.Details.GetWebSeeds("9").Error,
            host.Details.GetTrackerTiers("9").Error,
            host.Details.GetFacts("9").Error,
            host.Details.GetMagnet("9").Error,
            host.Details.Export("9").Error,
            await torrents.RemoveAsync("9", deleteData: true),
        ];
        Assert.All(errors, error => Assert.Equal("torrent-not-found", error?.Code));
    }

    [Fact]
    public async Task Decisions_are_seen_at_once_and_outlast_a_restart()
    {
        using var sample = new SampleTorrent(11, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile });
        Assert.Equal(TorrentRowState.Stopped, (await host.Torrents.StopAsync("1")).Value.State);
        var change = new TorrentChange
        {
            Name = " new name ",
            DownloadLimit = 1000,
            Sequential = true,
            Tags = ["one", "two", "one"],
            Priorities = [new FileRule("deep/**", FilePriority.Skip), new FileRule("a.txt", FilePriority.High)],
        };
        Assert.Equal("new name", (await host.Editor.ChangeAsync("1", change)).Value.Name);
        Result<IReadOnlyList<FileSnapshot>> files = await host.Details.GetFilesAsync("1");
        Assert.Equal(
            [FilePriority.High, FilePriority.Skip, FilePriority.Skip], files.Value.Select(file => file.Priority));
        TorrentRow before = await host.WhenAsync(row => row.WantedBytes < row.TotalBytes);
        await host.ReopenAsync();
        TorrentRow after = host.Torrents.Find("1").Value;
        Assert.Equal(before with { Tags = after.Tags }, after);
        Assert.Equal(["one", "two"], after.Tags);
        Assert.Equal((1000, 0, true), (after.DownloadLimit, after.UploadLimit, after.Sequential));
        IReadOnlyList<FileSnapshot> again = (await host.Details.GetFilesAsync("1")).Value;
        Assert.Equal(files.Value.Select(file => file.Priority), again.Select(file => file.Priority));
        Assert.Equal(TorrentRowState.Downloading, (await host.Torrents.StartAsync("1")).Value.State);
    }

    [Fact]
    public async Task Wrong_decisions_change_nothing()
    {
        using var sample = new SampleTorrent(12, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        TorrentRow before = await host.AddAsync(
            new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = true });
        TorrentService torrents = host.Torrents;
        FileRule[] rules = [new FileRule("a.txt", FilePriority.Skip), new FileRule("z*", FilePriority.Low)];
        (string Code, TorrentChange Change)[] wrong =
        [
            ("files-invalid", new TorrentChange { Priorities = rules }),
            ("name-invalid", new TorrentChange { Name = "a\u0007" }),
            ("tags-invalid", new TorrentChange { Tags = [""] }),
            ("bad-request", new TorrentChange { DownloadLimit = -1 }),
            ("bad-request", new TorrentChange { MaxConnections = -1 }),
            ("bad-request", new TorrentChange { Share = new ShareLimits { Ratio = -5 } }),
            ("bad-request", new TorrentChange { Share = new ShareLimits { Ratio = -0.5 } }),
            ("bad-request", new TorrentChange { Share = new ShareLimits { Ratio = double.NegativeInfinity } }),
            ("bad-request", new TorrentChange { Share = new ShareLimits { SeedingTimeS = -2 } }),
            ("bad-request", new TorrentChange { Share = new ShareLimits { IdleTimeS = -60 } }),
            ("address-invalid", new TorrentChange { AddedPeers = ["::1:5"] }),
            ("category-not-found", new TorrentChange { Category = "none" }),
            ("tracker-invalid", new TorrentChange { TrackerTiers = [["ftp://a/announce"]] }),
            ("web-seed-invalid", new TorrentChange { WebSeeds = ["file:///etc/passwd"] }),
        ];
        foreach ((string code, TorrentChange change) in wrong)
        {
            // What is right beside it does not happen either.
            TorrentChange all = change with { Sequential = true };
            Assert.Equal(code, (await host.Editor.ChangeAsync("1", all)).Error?.Code);
        }

        Assert.Equal("path-not-allowed", (await torrents.MoveAsync("1", "/")).Error?.Code);
        Assert.Equal(before, torrents.Find("1").Value);
        IReadOnlyList<FileSnapshot> files = (await host.Details.GetFilesAsync("1")).Value;
        Assert.All(files, file => Assert.Equal(FilePriority.Normal, file.Priority));
    }

    [Fact]
    public async Task Moved_content_is_found_again_after_a_restart()
    {
        using var sample = new SampleTorrent(13, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Peers = [seeder.Address] });
        await host.WhenSeedingAsync();
        string place = host.Downloads + "/moved";
        Assert.Null((await host.Torrents.MoveAsync("1", place)).Error);
        await host.WhenAsync(row => row.Destination == place && row.State == TorrentRowState.Seeding);
        Assert.True(sample.IsComplete(place));
        await host.ReopenAsync();
        TorrentRow row = await host.WhenSeedingAsync();
        Assert.Equal((place, 1.0, null), (row.Destination, row.Progress, row.Error));
    }

    [Fact]
    public async Task A_removed_torrent_stays_away_and_may_be_added_anew_at_once()
    {
        using var sample = new SampleTorrent(14, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        var command = new AddTorrentCommand { TorrentFile = sample.TorrentFile, Peers = [seeder.Address] };
        await host.AddAsync(command);
        await host.WhenSeedingAsync();
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        Assert.Equal("torrent-not-found", host.Torrents.Find("1").Error?.Code);

        // The old one may still be on its way out of the engine.
        TorrentRow second = await host.AddAsync(command);
        Assert.Equal(2, second.Number);
        await host.WhenAsync(row => row is { Number: 2, State: TorrentRowState.Seeding });
        Assert.True(sample.IsComplete(host.Downloads));
        Assert.Null(await host.Torrents.RemoveAsync("2", deleteData: false));
        await host.ReopenAsync();
        Assert.Equal(0, host.Torrents.ReadModel.Count);
        Assert.True(sample.IsComplete(host.Downloads));
        Assert.Equal(0, host.Host.Statistics.Current.Torrents);
    }

    [Fact]
    public async Task Details_come_from_the_engine()
    {
        using var sample = new SampleTorrent(15, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        string magnet = sample.Magnet + "&tr=http%3A%2F%2F127.0.0.1%3A9%2Fannounce";
        await host.AddAsync(new AddTorrentCommand { Uri = magnet, DownloadLimit = 20_000 });
        Assert.Equal("metadata-missing", (await host.Details.GetFilesAsync("1")).Error?.Code);
        Assert.Equal("metadata-missing", (await host.Torrents.RecheckAsync("1")).Error?.Code);
        TrackerSnapshot tracker = Assert.Single((await host.Details.GetTrackersAsync("1")).Value);
        Assert.Equal("http://127.0.0.1:9/announce", tracker.Url);
        var named = new TorrentChange { AddedPeers = [seeder.Address] };
        Assert.Null((await host.Editor.ChangeAsync("1", named)).Error);
        await host.WhenAsync(row => row is { HasMetainfo: true, ConnectedPeers: 1 });
        Assert.Equal(seeder.Address, Assert.Single((await host.Details.GetPeersAsync("1")).Value).Address.ToString());
        Assert.Equal(3, (await host.Details.GetFilesAsync("1")).Value.Count);
    }

    [Fact]
    public async Task A_recheck_finds_what_was_hurt_and_tells_so()
    {
        using var sample = new SampleTorrent(16, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        string hurt = Path.Combine(host.Downloads, "content", "a.txt");
        await host.AddAsync(new AddTorrentCommand
        {
            TorrentFile = sample.TorrentFile,
            Destination = CopyContent(sample, host.Downloads),
        });
        await host.WhenSeedingAsync();
        byte[] bytes = await File.ReadAllBytesAsync(hurt);
        bytes[5] ^= 1;
        await File.WriteAllBytesAsync(hurt, bytes);
        Assert.Null((await host.Torrents.RecheckAsync("1")).Error);
        TorrentRow row = await host.WhenAsync(row => row is { State: TorrentRowState.Downloading, Progress: < 1 });
        Assert.Equal(row.WantedBytes - 16_384, row.DoneBytes);
        Assert.Contains(JournalKinds.TorrentChecked, host.Host.Journal.Since(0).Entries.Select(entry => entry.Kind));
    }

    private static string CopyContent(SampleTorrent sample, string folder)
    {
        string source = sample.FolderWithContent("source");
        foreach (string path in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(folder, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }

        return folder;
    }
}
