using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>A change that is refused in one part changes nothing.</summary>
public sealed class AllOrNothingTests
{
    private static readonly (string, int)[] Files = [("a.txt", 40_000), ("deep/b.bin", 90_000)];

    [Fact]
    public async Task A_category_where_no_content_can_go_lets_nothing_be_changed()
    {
        using var sample = new SampleTorrent(61, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        await host.Host.Categories.CreateAsync("bad", host.Downloads + "/sub/x");
        await host.Editor.ChangeAsync("1", new TorrentChange { FollowsCategory = true });
        await File.WriteAllTextAsync(host.Downloads + "/sub", "in the way", TestContext.Current.CancellationToken);
        TorrentRow before = host.Torrents.Find("1").Value;
        var change = new TorrentChange
        {
            Category = "bad",
            Name = "changed",
            DownloadLimit = 12_345,
            AddedTags = ["new"],
        };
        Assert.Equal("destination-unusable", (await host.Editor.ChangeAsync("1", change)).Error?.Code);
        Assert.Equal(Told(before), Told(host.Torrents.Find("1").Value));
        Assert.Empty(host.Host.Tags.All);

        // What refused it is gone: now all of it is done, and the torrent was not left as one that is being moved.
        File.Delete(host.Downloads + "/sub");
        Assert.Null((await host.Editor.ChangeAsync("1", change)).Error);
        await host.WhenAsync(row => row.Destination == host.Downloads + "/sub/x" && row.Name == "changed");
        await host.WhenSeedingAsync();
        Assert.True(sample.IsComplete(host.Downloads + "/sub/x"));
    }

    [Fact]
    public async Task Files_that_one_torrent_shares_keep_all_torrents_of_the_change_as_they_are()
    {
        await using HostFolder host = await SharedAsync(category: "");
        TorrentRow[] before = Rows(host);
        var change = new TorrentChange { Destination = host.Downloads + "/else", Name = "changed" };
        AppError? error = await host.Editor.ChangeAllAsync([("3", change), ("1", change)]);
        Assert.Equal("files-shared", error?.Code);
        Assert.Equal(before.Select(Told), Rows(host).Select(Told));

        // Number 9 is none, and is passed over.
        Assert.Null(await host.Editor.ChangeAllAsync([("3", change), ("9", change)]));
        await host.WhenAsync(row => row.Number == 3 && row.Destination == host.Downloads + "/else");
    }

    [Fact]
    public async Task A_category_that_one_torrent_cannot_leave_keeps_all_of_them()
    {
        await using HostFolder host = await SharedAsync("films");
        TorrentRow[] before = Rows(host);
        Assert.Equal("files-shared", (await host.Editor.RemoveCategoriesAsync(["films"]))?.Code);
        Assert.Equal(before.Select(Told), Rows(host).Select(Told));
        Assert.Equal("films", Assert.Single(host.Host.Categories.All).Key);
        var stays = new TorrentChange { FollowsCategory = false };
        Assert.Null(await host.Editor.ChangeAllAsync([("1", stays), ("2", stays)]));
        Assert.Null(await host.Editor.RemoveCategoriesAsync(["films"]));
        Assert.All(Rows(host), row => Assert.Equal("", row.Category));
        Assert.Empty(host.Host.Categories.All);
        await host.WhenAsync(row => row.Number == 3 && row.Destination == host.Downloads);
    }

    // The first two share their files; all follow their category.
    private static async Task<HostFolder> SharedAsync(string category)
    {
        using var sample = new SampleTorrent(62, 16_384, Files);
        using var twin = new SampleTorrent(62, 32_768, Files);
        using var other = new SampleTorrent(63, 16_384, ("own.txt", 30_000));
        HostFolder host = await HostFolder.OpenAsync();
        string home = Path.Combine(host.Downloads, category);
        if (category.Length > 0) Assert.Null((await host.Host.Categories.CreateAsync(category, home)).Error);
        Directory.CreateDirectory(home);
        int number = 0;
        foreach (SampleTorrent one in new[] { sample, twin, other })
        {
            one.CopyContentTo(home);
            number++;
            await host.AddAsync(new AddTorrentCommand
            {
                TorrentFile = one.TorrentFile,
                Category = category.Length > 0 ? category : null,
                FollowsCategory = true,
            });
            await host.WhenAsync(row => row.Number == number && row.State == TorrentRowState.Seeding);
        }

        return host;
    }

    private static TorrentRow[] Rows(HostFolder host) =>
        [.. host.Torrents.ReadModel.All().Changed.OrderBy(row => row.Number)];

    private static (string, string, string, long, string) Told(TorrentRow row) =>
        (row.Name, row.Category, row.Destination, row.DownloadLimit, string.Join(',', row.Tags));
}
