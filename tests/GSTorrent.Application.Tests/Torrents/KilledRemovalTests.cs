using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Storage;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>A removal with data is acknowledged, and the program is killed before the content is deleted.</summary>
public sealed class KilledRemovalTests
{
    private static readonly (string, int)[] Files = [("a.txt", 40_000), ("deep/b.bin", 90_000), ("deep/c.txt", 20_000)];

    [Fact]
    public async Task Content_that_a_kill_has_left_is_deleted_by_the_next_start()
    {
        using var sample = new SampleTorrent(31, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        TorrentRow row = await host.SeedAsync(sample);
        string foreign = Path.Combine(host.Downloads, "content", "foreign");
        await File.WriteAllTextAsync(foreign, "mine");
        await host.ChangeStateAsync(_ => [StateChanges.RemoveWithContent(RemovalOf(row, host.Downloads), default)]);
        Assert.Equal(4, host.DownloadedFiles().Length);
        await host.ReopenAsync();
        Assert.Equal(0, host.Torrents.ReadModel.Count);
        await host.WhenToldAsync("is deleted");
        Assert.Equal(["content/foreign"], host.DownloadedFiles());
        await AssertNothingIsLeftOfTheRemovalAsync(host);
    }

    [Fact]
    public async Task Without_its_disk_a_removal_is_kept_and_done_when_the_disk_is_back()
    {
        using var sample = new SampleTorrent(32, 16_384, Files);
        using var other = new SampleTorrent(33, 16_384, ("other.bin", 50_000));
        await using HostFolder host = await HostFolder.OpenAsync();
        string place = Path.Combine(host.Downloads, "disk"), away = Path.Combine(host.Root, "away");
        sample.CopyContentTo(place);
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Destination = place });
        await host.WhenSeedingAsync();
        Directory.Move(place, away);
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        JournalEntry told = await host.WhenToldAsync("tried again at the next start");
        Assert.Equal(JournalSeverity.Error, told.Severity);

        // The first start finds it still away, and all else goes on; the second one finds it back.
        await host.Host.Journal.FlushAsync();
        await host.KillAsync();
        Assert.Equal(0, host.Torrents.ReadModel.Count);
        await host.SeedAsync(other);
        Assert.Contains(place, (await host.WhenToldAsync("tried again", times: 2)).Text);
        await host.KillAsync(() => Directory.Move(away, place));
        await host.WhenToldAsync("is deleted");
        Assert.Equal(["other.bin"], host.DownloadedFiles());
        await AssertNothingIsLeftOfTheRemovalAsync(host);
    }

    [Fact]
    public async Task A_torrent_added_again_before_the_kill_waits_for_the_deletion_and_downloads_anew()
    {
        using var sample = new SampleTorrent(34, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        TorrentRow row = await host.SeedAsync(sample);
        await host.ChangeStateAsync(state =>
        [
            StateChanges.RemoveWithContent(RemovalOf(row, host.Downloads), default),
            StateChanges.AddTorrent(
                state.Torrents[0].Torrent with { Number = 2, Peers = [seeder.Address] }, sample.TorrentFile),
        ]);
        string left = Path.Combine(host.Downloads, "content", "a.txt");
        await host.ReopenAsync(() => File.WriteAllText(left, "left"));
        await host.WhenAsync(found => found is { Number: 2, State: TorrentRowState.Seeding });
        Assert.True(sample.IsComplete(host.Downloads));

        // Nothing was there to be checked but when it was first added: all of it came anew.
        Assert.Equal(150_000, host.Torrents.Find("2").Value.Downloaded);
        Assert.Single(host.Host.Journal.Since(0).Entries, entry => entry.Kind == JournalKinds.TorrentChecked);
        await AssertNothingIsLeftOfTheRemovalAsync(host);
        Assert.True(sample.IsComplete(host.Downloads));
    }

    [Fact]
    public async Task What_a_torrent_added_again_has_verified_is_never_deleted()
    {
        using var sample = new SampleTorrent(35, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        TorrentRow row = await host.SeedAsync(sample);

        // As after a deletion that failed: the torrent did not wait for ever, and the removal is still on record.
        await host.ChangeStateAsync(state =>
        [
            StateChanges.RemoveWithContent(RemovalOf(row, host.Downloads), default),
            StateChanges.AddTorrent(state.Torrents[0].Torrent with { Number = 2 }, sample.TorrentFile),
            StateChanges.SaveResume(state.Torrents[0].Resume!),
        ]);
        await host.ReopenAsync();
        Assert.Contains("uses it", (await host.WhenToldAsync("is not deleted")).Text);
        await host.WhenAsync(found => found is { Number: 2, State: TorrentRowState.Seeding });
        Assert.True(sample.IsComplete(host.Downloads));
        await AssertNothingIsLeftOfTheRemovalAsync(host);
        Assert.True(sample.IsComplete(host.Downloads));
    }

    [Fact]
    public async Task An_unmounted_disk_does_not_pass_for_deleted_content()
    {
        using var sample = new SampleTorrent(36, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        TorrentRow row = await host.SeedAsync(sample);
        RemovalRecord removal = RemovalOf(row, host.Downloads);
        await host.ChangeStateAsync(
            _ => [StateChanges.RemoveWithContent(removal with { MountPoint = host.Downloads }, default)]);
        await host.ReopenAsync();
        JournalEntry told = await host.WhenToldAsync("was not deleted");
        Assert.Equal(JournalSeverity.Error, told.Severity);
        Assert.Contains($"{host.Downloads}: nothing is mounted there", told.Text);
        Assert.True(sample.IsComplete(host.Downloads));
        await host.ChangeStateAsync(_ => []);
        Assert.Single(Directory.GetFiles(Path.Combine(host.State, "torrents"), "*.deleting"));
    }

    [Fact]
    public async Task A_magnet_link_whose_metainfo_came_is_deleted_too()
    {
        using var sample = new SampleTorrent(37, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { Uri = sample.Magnet, Peers = [seeder.Address] });
        await host.WhenSeedingAsync();
        string away = host.Downloads + ".away";
        Directory.Move(host.Downloads, away);
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        await host.WhenToldAsync("tried again at the next start");
        await host.KillAsync(() => Directory.Move(away, host.Downloads));
        await host.WhenToldAsync("is deleted");
        Assert.Empty(host.DownloadedFiles());
        await AssertNothingIsLeftOfTheRemovalAsync(host);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(300)]
    public async Task A_removal_whose_torrent_file_was_lost_stays_on_record_and_says_what_to_do(int? left)
    {
        using var sample = new SampleTorrent(38, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        TorrentRow row = await host.SeedAsync(sample);
        await host.ChangeStateAsync(_ => [StateChanges.RemoveWithContent(RemovalOf(row, host.Downloads), default)]);
        string kept = Assert.Single(Directory.GetFiles(Path.Combine(host.State, "torrents"), "*.deleting"));
        if (left is { } length) File.WriteAllBytes(kept, File.ReadAllBytes(kept)[..length]);
        else File.Delete(kept);
        for (int start = 1; start <= 2; start++)
        {
            await host.ReopenAsync();
            JournalEntry told = await host.WhenToldAsync("which files it has is not known", times: start);
            Assert.Equal(JournalSeverity.Error, told.Severity);
            Assert.Contains(kept, told.Text);
            Assert.Contains(host.Downloads, told.Text);
        }

        // Which is to add it again and to remove it with its content.
        Assert.True(sample.IsComplete(host.Downloads));
        await host.SeedAsync(sample);
        Assert.Null(await host.Torrents.RemoveAsync("2", deleteData: true));
        await host.ReopenAsync();
        Assert.Empty(host.DownloadedFiles());
        await AssertNothingIsLeftOfTheRemovalAsync(host);
    }

    [Fact]
    public async Task Renamed_files_are_deleted_too()
    {
        using var sample = new SampleTorrent(39, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        TorrentRow row = await host.SeedAsync(sample);
        Assert.Null((await host.Torrents.RenamePathAsync("1", "content/a.txt", "else/z.txt")).Error);
        await host.ChangeStateAsync(state =>
        [
            StateChanges.RemoveWithContent(
                RemovalOf(row, host.Downloads) with { Wishes = state.Torrents[0].Torrent.Wishes }, default),
        ]);
        Assert.Contains("else/z.txt", host.DownloadedFiles());
        await host.ReopenAsync();
        await host.WhenToldAsync("is deleted");
        Assert.Empty(host.DownloadedFiles());
        await AssertNothingIsLeftOfTheRemovalAsync(host);
    }

    private static RemovalRecord RemovalOf(TorrentRow row, string destination) => new()
    {
        InfoHash = row.InfoHash,
        Name = row.Name,
        Destination = destination,
        MountPoint = MountTable.Read().MountPointOf(destination),
    };

    private static async Task AssertNothingIsLeftOfTheRemovalAsync(HostFolder host)
    {
        await host.ChangeStateAsync(state =>
        {
            Assert.Empty(state.Removals);
            return [];
        });
        Assert.Empty(Directory.GetFiles(Path.Combine(host.State, "torrents"), "*.deleting"));
        Assert.Empty(Directory.GetFiles(Path.Combine(host.State, "torrents"), "*.removed"));
        await host.ReopenAsync();
    }
}
