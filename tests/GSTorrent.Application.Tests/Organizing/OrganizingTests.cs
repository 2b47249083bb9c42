using GSTorrent.Application.Access;
using GSTorrent.Application.Organizing;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Tests.Torrents;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Organizing;

public sealed class OrganizingTests
{
    [Fact]
    public async Task Categories_outlast_a_restart()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        string films = Path.Combine(host.Downloads, "films");
        Assert.Null((await host.Host.Categories.CreateAsync(" films ", films)).Error);
        Assert.Equal("category-exists", (await host.Host.Categories.CreateAsync("films", "")).Error?.Code);
        Assert.Equal("category-not-found", (await host.Host.Categories.EditAsync("none", "")).Error?.Code);
        Assert.Equal("path-not-allowed", (await host.Host.Categories.CreateAsync("out", "/etc")).Error?.Code);
        foreach (string wrong in new[] { "", "/a", "a/", "a//b", "a\\b", "a\nb", new string('x', 300) })
            Assert.Equal("category-invalid", (await host.Host.Categories.CreateAsync(wrong, "")).Error?.Code);
        await host.ReopenAsync();
        Assert.Equal(new Category("films", films), Assert.Single(host.Host.Categories.All).Value);
    }

    [Fact]
    public async Task No_link_is_the_way_to_a_category()
    {
        using var sample = new SampleTorrent(41, 16_384, ("x", 5));
        await using HostFolder host = await HostFolder.OpenAsync();
        string outside = Directory.CreateDirectory(host.Root + "/outside/sub").Parent!.FullName;
        File.CreateSymbolicLink(host.Downloads + "/link", outside);
        CategoryStore categories = host.Host.Categories;
        Assert.Null((await categories.CreateAsync("films", host.Downloads + "/films/not-yet")).Error);
        foreach (string path in (string[])["/link", "/link/sub", "/link/new"])
        {
            var command = new AddTorrentCommand
            {
                TorrentFile = sample.TorrentFile,
                Destination = host.Downloads + path,
            };
            AppError refused = (await host.Torrents.AddAsync(command, CancellationToken.None)).Error!;
            Assert.Equal("path-not-allowed", refused.Code);
            Assert.Equal(refused, (await categories.CreateAsync("tv", host.Downloads + path)).Error);
            Assert.Equal(refused, (await categories.EditAsync("films", host.Downloads + path)).Error);
        }

        Assert.Equal(new Category("films", host.Downloads + "/films/not-yet"), Assert.Single(categories.All).Value);
    }

    [Fact]
    public async Task A_torrent_goes_where_its_category_says_and_loses_a_category_that_is_removed()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        string films = Path.Combine(host.Downloads, "films");
        await host.Host.Categories.CreateAsync("films", films);
        TorrentRow row = await AddAsync(host, 1, "films");
        Assert.Equal(("films", films), (row.Category, row.Destination));

        // An unknown one is made.
        row = await AddAsync(host, 2, "new");
        Assert.Equal(("new", host.Downloads), (row.Category, row.Destination));
        Assert.Contains("new", host.Host.Categories.All.Keys);
        Assert.Null(await host.Editor.RemoveCategoriesAsync(["films", "none"]));
        Assert.Equal("", host.Torrents.Find("1").Value.Category);
        Assert.Equal("new", Assert.Single(host.Host.Categories.All).Key);
    }

    [Fact]
    public async Task Content_follows_its_category_if_people_wish_so()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        string films = Path.Combine(host.Downloads, "films");
        await host.Host.Categories.CreateAsync("films", films);
        await AddAsync(host, 1, null);
        Assert.Null((await host.Editor.ChangeAsync("1", new TorrentChange { Category = "films" })).Error);
        Assert.Equal(host.Downloads, host.Torrents.Find("1").Value.Destination);
        Assert.Null((await host.Editor.ChangeAsync("1", new TorrentChange { FollowsCategory = true })).Error);
        await host.WhenAsync(row => row.Destination == films);
    }

    [Fact]
    public async Task Tags_are_there_until_they_are_removed()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        await AddAsync(host, 1, null);
        Assert.Null(await host.Host.Tags.EnsureAsync(["unused"]));
        await host.Editor.ChangeAsync("1", new TorrentChange { Tags = ["one", "two"] });
        await host.Editor.ChangeAsync("1", new TorrentChange { AddedTags = ["three"], RemovedTags = ["two"] });
        Assert.Equal(["one", "three"], host.Torrents.Find("1").Value.Tags);
        await host.ReopenAsync();
        Assert.Equal(["one", "three", "two", "unused"], host.Host.Tags.All);
        Assert.Null(await host.Editor.RemoveTagsAsync(["one", "unused"], new Caller(AccessRole.Admin, null)));
        Assert.Equal(["three"], host.Torrents.Find("1").Value.Tags);
        await host.ReopenAsync();
        Assert.Equal(["three", "two"], host.Host.Tags.All);
    }

    private static async Task<TorrentRow> AddAsync(HostFolder host, int seed, string? category)
    {
        using var sample = new SampleTorrent(seed, 16_384, [("a.bin", 40_000)]);
        return await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Category = category });
    }
}
