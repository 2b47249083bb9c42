using GSTorrent.Application.Tests.Torrents;

namespace GSTorrent.Application.Tests.Hosting;

public sealed class VolumeSpacesTests
{
    [Fact]
    public async Task Space_is_told_for_places_that_are_there_or_may_be()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        VolumeSpace there = (await host.Host.Volumes.GetAsync(host.Downloads)).Value;
        Assert.InRange(there.FreeBytes, 1, there.TotalBytes);
        VolumeSpace later = (await host.Host.Volumes.GetAsync(Path.Combine(host.Downloads, "not", "yet"))).Value;
        Assert.Equal(there.TotalBytes, later.TotalBytes);
        Assert.False(Directory.Exists(Path.Combine(host.Downloads, "not")));
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData("relative")]
    [InlineData("")]
    public async Task It_is_told_for_no_others(string path)
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        Assert.Equal("path-not-allowed", (await host.Host.Volumes.GetAsync(path)).Error?.Code);
        string outside = Path.Combine(host.Downloads, "..", "..");
        Assert.Equal("path-not-allowed", (await host.Host.Volumes.GetAsync(outside)).Error?.Code);
    }

    [Fact]
    public async Task Nobody_came_from_outside()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        Assert.False(host.Host.IncomingPeers.Came);
    }
}
