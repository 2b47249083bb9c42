using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>Destinations that became links after they were allowed lead nowhere but to the roots.</summary>
public sealed class ReplacedDestinationTests : IDisposable
{
    private readonly SampleTorrent _sample = new(94, 16_384, [("a", 40_000), ("b", 50_000)]);
    private readonly string _outside = Directory.CreateTempSubdirectory("gst-outside-").FullName;

    public void Dispose()
    {
        _sample.Dispose();
        Directory.Delete(_outside, recursive: true);
    }

    [Fact]
    public async Task A_start_a_recheck_and_a_move_do_not_follow_one_out_of_the_roots()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        _sample.CopyContentTo(_outside);
        string place = await AddAsync(host, paused: true);
        Directory.Delete(place);
        Directory.CreateSymbolicLink(place, _outside);
        await host.Torrents.StartAsync("1");
        AssertTells(await host.WhenAsync(row => row.State == TorrentRowState.Failed), place);
        Assert.Null((await host.Torrents.RecheckAsync("1")).Error);
        await host.WhenToldAsync(_outside);
        Assert.Equal(0, host.Torrents.Find("1").Value.PiecesDone);
        Assert.Null((await host.Torrents.MoveAsync("1", Path.Combine(host.Downloads, "new"))).Error);
        Assert.Contains("storage.roots", (await host.WhenToldAsync("not moved")).Text, StringComparison.Ordinal);
        Assert.Equal(place, host.Torrents.Find("1").Value.Destination);
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        await host.WhenToldAsync("was not deleted");
        Assert.True(_sample.IsComplete(_outside));
    }

    [Fact]
    public async Task Nor_does_one_that_was_running_and_stops_at_the_next_start()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        string place = await AddAsync(host, paused: false);
        await host.WhenAsync(row => row.State == TorrentRowState.Downloading);
        await host.ReopenAsync(() =>
        {
            Directory.Delete(place);
            Directory.CreateSymbolicLink(place, _outside);
        });
        AssertTells(await host.WhenAsync(row => row.State == TorrentRowState.Failed), place);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_outside));

        // Put right, it goes on.
        Directory.Delete(place);
        Directory.CreateDirectory(place);
        await host.Torrents.StartAsync("1");
        await host.WhenAsync(row => row is { State: TorrentRowState.Downloading, Error: null });
    }

    [Fact]
    public async Task One_that_leads_to_another_root_is_followed()
    {
        await using HostFolder host = await HostFolder.OpenAsync(("storage.roots", _outside));
        string below = Directory.CreateDirectory(Path.Combine(_outside, "below")).FullName;
        _sample.CopyContentTo(below);
        string place = await AddAsync(host, paused: true);
        Directory.Delete(place);
        Directory.CreateSymbolicLink(place, below);
        await host.Torrents.StartAsync("1");
        await host.WhenSeedingAsync();
    }

    private async Task<string> AddAsync(HostFolder host, bool paused)
    {
        string place = Path.Combine(host.Downloads, "films");
        await host.AddAsync(new AddTorrentCommand
        {
            TorrentFile = _sample.TorrentFile,
            Destination = place,
            Paused = paused,
        });
        Assert.True(Directory.Exists(place));
        return place;
    }

    private void AssertTells(TorrentRow row, string place)
    {
        Assert.Contains(
            $"{place}: a symbolic link leads from there to {_outside}", row.Error, StringComparison.Ordinal);
        Assert.Contains("storage.roots", row.Error, StringComparison.Ordinal);
    }
}
