using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class RelocateTests
{
    private static readonly (string, int)[] Files = [("a.txt", 40_000), ("deep/b.bin", 90_000)];

    [Fact]
    public async Task Content_that_lies_elsewhere_is_checked_there_and_nothing_is_moved()
    {
        using var sample = new SampleTorrent(31, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Peers = [seeder.Address] });
        TorrentRow before = await host.WhenSeedingAsync();
        string elsewhere = Path.Combine(host.Downloads, "elsewhere");
        CopyTo(host.Downloads, elsewhere);

        Assert.Equal(elsewhere, (await host.Torrents.RelocateAsync("1", elsewhere)).Value.Destination);
        TorrentRow after = await host.WhenAsync(row =>
            row.State == TorrentRowState.Seeding && row.Destination == elsewhere && row.PiecesDone == row.PieceCount);
        Assert.Equal((before.Downloaded, before.Number), (after.Downloaded, after.Number));
        Assert.True(sample.IsComplete(host.Downloads));

        // Now it lives on there: what is in the first place is of no interest.
        Directory.Delete(Path.Combine(host.Downloads, "content"), recursive: true);
        await host.ReopenAsync();
        after = await host.WhenSeedingAsync();
        Assert.Equal((elsewhere, before.Downloaded), (after.Destination, after.Downloaded));
    }

    [Fact]
    public async Task Where_nothing_lies_nothing_is_there()
    {
        using var sample = new SampleTorrent(32, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        Directory.Move(Path.Combine(sample.FolderWithContent("x"), "content"), Path.Combine(host.Downloads, "content"));
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile });
        await host.WhenSeedingAsync();
        await host.Torrents.RelocateAsync("1", Path.Combine(host.Downloads, "empty"));
        await host.WhenAsync(row => row is { State: TorrentRowState.Downloading, PiecesDone: 0, Error: null });
        Assert.True(sample.IsComplete(host.Downloads));
    }

    [Fact]
    public async Task A_stopped_torrent_stays_stopped_and_is_checked()
    {
        using var sample = new SampleTorrent(33, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = true });
        string elsewhere = Path.Combine(host.Downloads, "elsewhere");
        Directory.CreateDirectory(elsewhere);
        Directory.Move(Path.Combine(sample.FolderWithContent("x"), "content"), Path.Combine(elsewhere, "content"));
        await host.Torrents.RelocateAsync("1", elsewhere);
        await host.WhenAsync(row => row.State == TorrentRowState.Stopped && row.PiecesDone == row.PieceCount);
    }

    [Fact]
    public async Task It_is_refused_where_content_may_not_lie()
    {
        using var sample = new SampleTorrent(34, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = true });
        Assert.Equal("path-not-allowed", (await host.Torrents.RelocateAsync("1", "/etc")).Error?.Code);
        Assert.Equal("torrent-not-found", (await host.Torrents.RelocateAsync("9", host.Downloads)).Error?.Code);
        Assert.Equal(host.Downloads, host.Torrents.Find("1").Value.Destination);
    }

    private static void CopyTo(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
