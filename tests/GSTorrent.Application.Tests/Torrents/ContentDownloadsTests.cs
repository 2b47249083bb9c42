using GSTorrent.Application.Access;
using GSTorrent.Application.Disks;
using GSTorrent.Application.Tests.Disks;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Testing.Torrents;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class ContentDownloadsTests
{
    private static readonly Caller Alice = new(AccessRole.Control, "1"), Bob = new(AccessRole.Control, "2");

    [Fact]
    public async Task A_file_is_read_to_its_end_and_so_many_at_a_time()
    {
        using var sample = new SampleTorrent(81, 16_384, [("a.txt", 40_000)]);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        FileSnapshot file = Assert.Single((await host.Details.GetFilesAsync("1")).Value);
        var open = new List<OpenContent>();
        for (int i = 0; i < ContentDownloads.MaxOpenOfCaller; i++)
            open.Add((await host.Host.Downloads.OpenAsync(Alice, "1", file)).Value);
        AppError? busy = (await host.Host.Downloads.OpenAsync(Alice, "1", file)).Error;
        Assert.Equal(("busy", "8 files are being read by you already: try again later."), (busy?.Code, busy?.Message));
        while (open.Count < ContentDownloads.MaxOpen)
            open.Add((await host.Host.Downloads.OpenAsync(Bob, "1", file)).Value);
        busy = (await host.Host.Downloads.OpenAsync(new Caller(AccessRole.Control, "3"), "1", file)).Error;
        Assert.Equal(("busy", "16 files are being read by all already: try again later."), (busy?.Code, busy?.Message));
        var buffer = new byte[30_000];
        Assert.Equal(30_000, (await open[0].ReadAsync(0, buffer)).Value);
        Assert.Equal(10_000, (await open[0].ReadAsync(30_000, buffer)).Value);
        foreach (OpenContent content in open) content.Dispose();
        for (int i = 0; i < 2 * ContentDownloads.MaxOpen; i++)
            (await host.Host.Downloads.OpenAsync(Alice, "1", file)).Value.Dispose();
    }

    [Fact]
    public async Task A_disk_that_hangs_is_waited_for_a_while_only()
    {
        using var sample = new SampleTorrent(82, 16_384, [("a.txt", 40_000)]);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        FileSnapshot file = Assert.Single((await host.Details.GetFilesAsync("1")).Value);
        using var disk = new HungDisk();
        var clock = new FakeTimeProvider();
        string path = Path.Combine(host.Downloads, file.Path);
        Assert.Null(Storage.ContentFileReader.TryOpen(host.Downloads, null, file.Path, out var reader));
        using var hung = new OpenContent(reader!, disk.AskerOn(clock), path, () => { });
        Task<Result<int>> reading = hung.ReadAsync(0, new byte[10]);
        clock.Advance(DiskAsker.Patience);
        Assert.Equal("destination-unusable", (await reading).Error?.Code);
    }
}
