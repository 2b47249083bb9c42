using GSTorrent.Application.Access;
using GSTorrent.Application.Organizing;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Tests.Torrents;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Organizing;

/// <summary>No torrent is in a category, or has a tag, that there is not.</summary>
public sealed class TurnsTests
{
    [Fact]
    public async Task Removals_at_the_same_time_as_additions_and_changes_leave_nothing_without_its_category_or_tag()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        await AddAsync(host, 1, category: null);
        var everybody = new Caller(AccessRole.Admin, null);
        for (int round = 1; round <= 8; round++)
        {
            int first = round * 10;
            await Task.WhenAll(
                Task.WhenAll(Enumerable.Range(first, 3).Select(seed => AddAsync(host, seed, "films"))),
                Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.Editor.RemoveCategoriesAsync(["films"]))),
                Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.Editor.RemoveTagsAsync(["new"], everybody))),
                host.Editor.ChangeAsync("1", new TorrentChange { Category = "films", AddedTags = ["new"] }));
            TorrentRow[] rows = [.. host.Torrents.ReadModel.All().Changed];
            Assert.Equal(1 + (3 * round), rows.Length);
            Assert.All(rows, row => Assert.True(
                row.Category.Length == 0 || host.Host.Categories.All.ContainsKey(row.Category)));
            Assert.All(rows, row => Assert.Empty(row.Tags.Except(host.Host.Tags.All)));
        }
    }

    [Fact]
    public async Task A_category_that_was_lost_is_there_again_at_the_next_start()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.Host.Categories.CreateAsync("films", host.Downloads + "/films");
        await AddAsync(host, 1, "films");
        await host.ChangeStateAsync(_ => [StateChanges.SaveCategories([], ["films"])]);
        await host.ReopenAsync();
        Assert.Equal(new Category("films", ""), Assert.Single(host.Host.Categories.All).Value);
    }

    [Fact]
    public async Task Users_go_together_and_whoever_removes_goes_alone_in_the_order_of_asking()
    {
        var gate = new UseGate();
        var done = new List<string>();
        TaskCompletionSource first = new(), second = new(), removal = new();
        Task one = UseAsync("one", first), two = UseAsync("two", second);
        Task removed = gate.RemoveAsync(() => RunAsync("removal", removal));
        Task three = gate.UseAsync(() => RunAsync("three", until: null));
        first.SetResult();
        await one;
        Assert.Equal(["one"], done);
        second.SetResult();
        await two;
        Assert.False(removed.IsCompleted || three.IsCompleted);
        removal.SetResult();
        await Task.WhenAll(removed, three);
        Assert.Equal(["one", "two", "removal", "three"], done);

        Task UseAsync(string name, TaskCompletionSource until) => gate.UseAsync(() => RunAsync(name, until));

        async Task<bool> RunAsync(string name, TaskCompletionSource? until)
        {
            if (until is not null) await until.Task;
            done.Add(name);
            return true;
        }
    }

    [Fact]
    public async Task Who_fails_leaves_the_turn_to_others()
    {
        var gate = new UseGate();
        await Assert.ThrowsAsync<IOException>(() => gate.RemoveAsync<int>(() => throw new IOException()));
        Assert.Equal(1, await gate.UseAsync(() => Task.FromResult(1)));
    }

    private static async Task<TorrentRow> AddAsync(HostFolder host, int seed, string? category)
    {
        using var sample = new SampleTorrent(seed, 16_384, [("a.bin", 40_000)]);
        return await host.AddAsync(new AddTorrentCommand
        {
            TorrentFile = sample.TorrentFile,
            Category = category,
            Tags = ["new"],
            Paused = true,
        });
    }
}
