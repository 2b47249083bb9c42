using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Engine;
using GSTorrent.Storage;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>A move is acknowledged, and the program is killed somewhere on the way.</summary>
public sealed class KilledMoveTests
{
    private static readonly (string, int)[] Files = [("a.txt", 40_000), ("deep/b.bin", 90_000), ("deep/c.txt", 20_000)];

    [Fact]
    public async Task A_move_acknowledged_and_killed_ends_in_the_new_place()
    {
        using var sample = new SampleTorrent(41, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        string place = Path.Combine(host.Downloads, "new");
        Assert.Null((await host.Torrents.MoveAsync("1", place)).Error);
        await host.KillAsync();
        await AssertSeedsInAsync(host, sample, place);
    }

    [Fact]
    public async Task A_move_killed_before_its_first_file_is_done_by_the_next_start()
    {
        using var sample = new SampleTorrent(42, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        string place = Path.Combine(host.Downloads, "new");
        await BeginMoveAsync(host, place);
        await host.ReopenAsync();
        await AssertSeedsInAsync(host, sample, place);
    }

    [Fact]
    public async Task A_move_killed_between_two_files_is_finished_even_if_the_torrent_is_stopped()
    {
        using var sample = new SampleTorrent(43, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        await host.Torrents.StopAsync("1");
        await host.WhenAsync(row => row.State == TorrentRowState.Stopped);
        string place = Path.Combine(host.Downloads, "new");
        await BeginMoveAsync(host, place);
        MoveOneFile(sample, host.Downloads, place);
        await host.ReopenAsync();
        await host.WhenAsync(row => row.Destination == place);
        Assert.True(sample.IsComplete(place));
        Assert.False(Directory.Exists(Path.Combine(host.Downloads, "content")));
        Assert.Null((await host.Torrents.StartAsync("1")).Error);
        await AssertSeedsInAsync(host, sample, place);
    }

    [Fact]
    public async Task Somebodys_file_in_the_way_takes_the_move_back_whole()
    {
        using var sample = new SampleTorrent(44, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        string place = Path.Combine(host.Downloads, "new"), theirs = Path.Combine(place, "content", "deep", "c.txt");
        await BeginMoveAsync(host, place);
        MoveOneFile(sample, host.Downloads, place);
        Directory.CreateDirectory(Path.GetDirectoryName(theirs)!);
        await File.WriteAllTextAsync(theirs, "somebody's");
        await host.ReopenAsync();
        await host.WhenToldAsync("not moved");
        await AssertSeedsInAsync(host, sample, host.Downloads);
        Assert.Equal("somebody's", await File.ReadAllTextAsync(theirs));
        Assert.Equal(["deep/c.txt"], Directory.GetFiles(place, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(place, "content"), path)));

        // Neither the record nor the disk holds anything against another try.
        File.Delete(theirs);
        Assert.Null((await host.Torrents.MoveAsync("1", place)).Error);
        await AssertSeedsInAsync(host, sample, place);
    }

    [Fact]
    public async Task A_removal_with_data_of_a_torn_move_deletes_both_parts()
    {
        using var sample = new SampleTorrent(45, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        string place = Path.Combine(host.Downloads, "new");
        await BeginMoveAsync(host, place);
        MoveOneFile(sample, host.Downloads, place);
        await host.ChangeStateAsync(state =>
        [
            StateChanges.RemoveWithContent(
                new RemovalRecord
                {
                    InfoHash = sample.Metainfo.InfoHash,
                    Name = "content",
                    Destination = host.Downloads,
                    MountPoint = MountTable.Read().MountPointOf(host.Downloads),
                    Wishes = state.Torrents[0].Torrent.Wishes,
                },
                metainfo: default),
        ]);
        await host.ReopenAsync();
        await host.WhenToldAsync("is deleted");
        Assert.Empty(host.DownloadedFiles());
    }

    [Fact]
    public async Task Another_torrent_of_the_same_place_waits_until_the_move_is_over()
    {
        using var sample = new SampleTorrent(46, 16_384, Files);
        using var twin = new SampleTorrent(46, 32_768, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        string place = Path.Combine(host.Downloads, "new");
        await host.ChangeStateAsync(state =>
        {
            TorrentRecord moving = state.Torrents[0].Torrent with { Number = 2 };
            TorrentRecord other = moving with { Number = 1, InfoHash = twin.Metainfo.InfoHash };
            moving = Moving(moving, host, place);
            return
            [
                StateChanges.RemoveTorrent(moving.InfoHash),
                StateChanges.AddTorrent(other, twin.TorrentFile),
                StateChanges.AddTorrent(moving, sample.TorrentFile),
                StateChanges.SaveResume(state.Torrents[0].Resume!),
            ];
        });
        await host.ReopenAsync();
        await host.WhenAsync(row => row is { Number: 2, State: TorrentRowState.Seeding } && row.Destination == place);
        TorrentRow row = await host.WhenAsync(row => row is { Number: 1, State: TorrentRowState.Downloading });
        Assert.Equal(0, row.DoneBytes);
        Assert.True(sample.IsComplete(place));
    }

    private static Task BeginMoveAsync(HostFolder host, string place) => host.ChangeStateAsync(
        state => [StateChanges.SaveTorrent(Moving(state.Torrents[0].Torrent, host, place))]);

    private static TorrentRecord Moving(TorrentRecord torrent, HostFolder host, string place) =>
        torrent with { Wishes = torrent.Wishes with { Move = MoveIntent.Make(host.Downloads, place) } };

    private static void MoveOneFile(SampleTorrent sample, string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, $".{sample.Metainfo.InfoHash}.moving"));
        Directory.CreateDirectory(Path.Combine(to, "content"));
        File.Move(Path.Combine(from, "content", "a.txt"), Path.Combine(to, "content", "a.txt"));
    }

    private static async Task AssertSeedsInAsync(HostFolder host, SampleTorrent sample, string place)
    {
        TorrentRow row = await host.WhenAsync(row => row.State == TorrentRowState.Seeding && row.Destination == place);
        Assert.Equal((1.0, null), (row.Progress, row.Error));
        Assert.True(sample.IsComplete(place));
        await host.ReopenAsync();
        row = await host.WhenSeedingAsync();
        Assert.Equal((place, 1.0), (row.Destination, row.Progress));

        // The one check is that of the content that was found when it was added.
        Assert.Single(host.Host.Journal.Since(0).Entries, entry => entry.Kind == JournalKinds.TorrentChecked);
        string[] hidden = [.. host.DownloadedFiles().Where(path => path.Contains(".mov"))];
        Assert.Empty(hidden);
    }
}
