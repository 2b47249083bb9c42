using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>
/// A torrent is added, removed and added again in tight sequence, so that earlier runs of it are still leaving while
/// later ones come and go: whatever is removed with its content leaves none.
/// </summary>
public sealed class RemovedAgainTests
{
    private const int Rounds = 30;
    private static readonly (string, int)[] Files = [("a.txt", 40_000), ("deep/b.bin", 90_000), ("deep/c.txt", 20_000)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Removed_with_content_while_an_earlier_run_is_leaving_no_content_stays(bool waitsForSeeding)
    {
        using var sample = new SampleTorrent(61, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        for (int round = 0; round < Rounds; round++)
        {
            sample.CopyContentTo(host.Downloads);
            TorrentRow row = await host.AddAsync(AddTo(sample, host.Downloads));
            if (waitsForSeeding) await WhenSeedingAsync(host, row);
            await RemoveAsync(host, row, deleteData: false);
            await RemoveAsync(host, await host.AddAsync(AddTo(sample, host.Downloads)), deleteData: true);
            await AssertNoContentAsync(host, sample);
        }
    }

    [Fact]
    public async Task Removals_with_content_of_one_torrent_in_many_places_are_all_done()
    {
        using var sample = new SampleTorrent(62, 16_384, ("a.txt", 40_000));
        await using HostFolder host = await HostFolder.OpenAsync();
        string[] places = [.. Enumerable.Range(0, 8).Select(i => Path.Combine(host.Downloads, $"place{i}"))];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (string place in places) sample.CopyContentTo(place);
            TorrentRow row = await host.AddAsync(AddTo(sample, places[0]));
            await WhenSeedingAsync(host, row);
            await RemoveAsync(host, row, deleteData: false);
            foreach (string place in places)
                await RemoveAsync(host, await host.AddAsync(AddTo(sample, place)), deleteData: true);
            await AssertNoContentAsync(host, sample);
        }
    }

    [Fact]
    public async Task Removed_with_content_while_it_is_told_where_its_content_lies_no_content_stays()
    {
        using var sample = new SampleTorrent(63, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        for (int round = 0; round < Rounds; round++)
        {
            sample.CopyContentTo(host.Downloads);
            TorrentRow row = await host.AddAsync(AddTo(sample, host.Downloads));
            await WhenSeedingAsync(host, row);
            var told = host.Torrents.RelocateAsync(row.Number.ToString(), host.Downloads);
            await RemoveAsync(host, row, deleteData: true);
            await told;
            await AssertNoContentAsync(host, sample);
        }
    }

    private static AddTorrentCommand AddTo(SampleTorrent sample, string destination) =>
        new() { TorrentFile = sample.TorrentFile, Destination = destination };

    private static Task<TorrentRow> WhenSeedingAsync(HostFolder host, TorrentRow row) =>
        host.WhenAsync(found => found.Number == row.Number && found.State == TorrentRowState.Seeding);

    private static async Task RemoveAsync(HostFolder host, TorrentRow row, bool deleteData) =>
        Assert.Null(await host.Torrents.RemoveAsync(row.Number.ToString(), deleteData));

    // A torrent that is added waits until all earlier runs of it have left and their content is deleted.
    private static async Task AssertNoContentAsync(HostFolder host, SampleTorrent sample)
    {
        TorrentRow row = await host.AddAsync(AddTo(sample, host.Downloads));
        await host.WhenAsync(found => found.Number == row.Number && found.ActiveSinceUnixMs is not null);
        Assert.Empty(host.DownloadedFiles());
        await RemoveAsync(host, row, deleteData: false);
    }
}
