using GSTorrent.Application.Journal;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Swarm;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class RestartTests
{
    private static readonly (string, int)[] Files = [("a.txt", 40_000), ("deep/b.bin", 90_000), ("deep/c.txt", 20_000)];

    [Fact]
    public async Task A_finished_torrent_seeds_again_without_a_check()
    {
        using var sample = new SampleTorrent(21, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await using (var seeder = new Seeder(sample))
        {
            await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Peers = [seeder.Address] });
            await host.WhenSeedingAsync();
        }

        // It seeds as soon as it has everything, and has finished once that is flushed and on record.
        TorrentRow before = await host.WhenAsync(seen => seen.FinishedUnixMs is not null);
        await host.ReopenAsync();
        TorrentRow row = await host.WhenSeedingAsync();
        Assert.Equal(
            (before.DoneBytes, before.Downloaded, before.AddedUnixMs, before.FinishedUnixMs),
            (row.DoneBytes, row.Downloaded, row.AddedUnixMs, row.FinishedUnixMs));
        StatisticsSnapshot statistics = host.Host.Statistics.Current;
        Assert.Equal((0, before.Downloaded), (statistics.SessionDownloaded, statistics.TotalDownloaded));
        Assert.DoesNotContain(
            JournalKinds.TorrentChecked, host.Host.Journal.Since(0).Entries.Select(entry => entry.Kind));
    }

    [Fact]
    public async Task A_download_goes_on_where_it_was_and_with_the_peers_that_were_named()
    {
        using var sample = new SampleTorrent(22, 16_384, ("big.bin", 4_000_000));
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand
        {
            TorrentFile = sample.TorrentFile,
            Peers = [seeder.Address],
            DownloadLimit = 500_000,
        });
        await host.WhenAsync(row => row.DoneBytes > 400_000);
        await host.CloseAsync();
        await host.ReopenAsync();
        TorrentRow begun = host.Torrents.Find("1").Value;
        Assert.InRange(begun.DoneBytes, 400_000, 3_999_999);
        await host.Editor.ChangeAsync("1", new TorrentChange { DownloadLimit = 0 });
        TorrentRow row = await host.WhenSeedingAsync();
        Assert.True(sample.IsComplete(host.Downloads));
        Assert.InRange(row.Downloaded, 4_000_000, 4_300_000);
    }

    [Fact]
    public async Task Rules_of_a_magnet_link_wait_over_a_restart_for_its_metainfo()
    {
        using var sample = new SampleTorrent(23, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        TorrentRow row = await host.AddAsync(new AddTorrentCommand { Uri = sample.Magnet, Files = ["*.txt"] });
        Assert.Equal((row.InfoHash.ToString(), TorrentRowState.FetchingMetadata), (row.Name, row.State));
        var late = new TorrentChange { Priorities = [new FileRule("2", FilePriority.High)] };
        Assert.False((await host.Editor.ChangeAsync("1", late)).Value.HasMetainfo);
        await host.ReopenAsync();
        await host.Editor.ChangeAsync("1", new TorrentChange { AddedPeers = [seeder.Address] });
        await host.WhenAsync(found => found is { State: TorrentRowState.Seeding, Name: "content" });
        Assert.False(File.Exists(Path.Combine(host.Downloads, "content/deep/b.bin")));
        IReadOnlyList<FileSnapshot> files = (await host.Details.GetFilesAsync("1")).Value;
        Assert.Equal(
            [FilePriority.Normal, FilePriority.Skip, FilePriority.High], files.Select(file => file.Priority));
        await host.ReopenAsync();
        TorrentRow again = await host.WhenSeedingAsync();
        Assert.Equal(("content", true, 1.0), (again.Name, again.HasMetainfo, again.Progress));
        Assert.Equal(files, (await host.Details.GetFilesAsync("1")).Value);
        Assert.Empty(Directory.GetFiles(Path.Combine(host.State, "torrents"), "*.magnet"));
    }

    [Fact]
    public async Task The_choice_peers_and_trackers_in_a_magnet_link_are_used()
    {
        using var sample = new SampleTorrent(24, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        string uri = $"{sample.Magnet}&dn=shown&so=0,2&x.pe={seeder.Address}&tr=udp%3A%2F%2F127.0.0.1%3A9";
        Assert.Equal("shown", (await host.AddAsync(new AddTorrentCommand { Uri = uri })).Name);
        await host.WhenAsync(found => found is { State: TorrentRowState.Seeding, Name: "content" });
        Assert.False(File.Exists(Path.Combine(host.Downloads, "content/deep/b.bin")));
        Assert.True(File.Exists(Path.Combine(host.Downloads, "content/deep/c.txt")));
        await host.ReopenAsync();
        Assert.StartsWith("udp://127.0.0.1:9", Assert.Single((await host.Details.GetTrackersAsync("1")).Value).Url);
    }

    [Fact]
    public async Task Damaged_metainfo_fails_its_torrent_only_and_is_mended_by_adding_the_file_again()
    {
        using var sample = new SampleTorrent(25, 16_384, Files);
        using var other = new SampleTorrent(26, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Tags = ["kept"] });
        await host.AddAsync(new AddTorrentCommand { TorrentFile = other.TorrentFile });
        string file = Path.Combine(host.State, "torrents", sample.Metainfo.InfoHash + ".torrent");
        await host.ReopenAsync(() => File.WriteAllText(file, "d4:infod"));
        TorrentRow row = host.Torrents.Find("1").Value;
        Assert.Equal(TorrentRowState.Failed, row.State);
        Assert.Contains("damaged", row.Error, StringComparison.Ordinal);
        Assert.Equal(TorrentRowState.Downloading, host.Torrents.Find("2").Value.State);
        Assert.Equal("metadata-missing", (await host.Torrents.StartAsync("1")).Error?.Code);
        Assert.Equal("metadata-missing", (await host.Details.GetFilesAsync("1")).Error?.Code);
        Assert.Empty((await host.Details.GetPeersAsync("1")).Value);
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile });
        row = await host.WhenAsync(found => found is { Number: 1, State: TorrentRowState.Downloading });
        Assert.Equal((null, true), (row.Error, row.HasMetainfo));
        Assert.Equal(["kept"], row.Tags);
    }

    [Fact]
    public async Task Content_that_has_vanished_is_not_downloaded_anew_in_silence()
    {
        using var sample = new SampleTorrent(27, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Peers = [seeder.Address] });
        await host.WhenSeedingAsync();
        string content = Path.Combine(host.Downloads, "content");
        await host.ReopenAsync(() => Directory.Move(content, content + ".away"));
        TorrentRow row = await host.WhenAsync(found => found.State == TorrentRowState.Failed);
        Assert.Contains("a.txt", row.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(content));
        Directory.Move(content + ".away", content);
        Assert.Null((await host.Torrents.StartAsync("1")).Error);
        Assert.Equal(1.0, (await host.WhenSeedingAsync()).Progress);
    }
}
