using GSTorrent.Api.Contracts;

namespace GSTorrent.Api.Native.Tests.Server;

public sealed class DirectoryRoutesTests
{
    private static ContractsJsonContext Json => ContractsJsonContext.Default;

    [Fact]
    public async Task What_lies_below_the_destination_is_listed_with_its_free_space()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Directory.CreateDirectory(Path.Combine(server.Destination, "b"));
        await File.WriteAllBytesAsync(Path.Combine(server.Destination, "a"), new byte[7]);
        File.CreateSymbolicLink(Path.Combine(server.Destination, "c"), "/etc");
        IReadOnlyList<DirectoryItemDto> items = await server.AskAsync(
            "GET", "directories?path=" + server.Destination, 200, Json.IReadOnlyListDirectoryItemDto);
        Assert.Equal(["a", "b"], items.Select(item => Path.GetFileName(item.Path)));
        Assert.Equal([(false, 7L), (true, 0L)], items.Select(item => (item.Directory, item.SizeBytes)));
        FreeSpaceDto space =
            await server.AskAsync("GET", "free-space?path=" + server.Destination, 200, Json.FreeSpaceDto);
        Assert.True(space.AvailableBytes > 0);
    }

    [Theory]
    [InlineData("directories", 400, "bad-request")]
    [InlineData("directories?path=/etc", 403, "path-not-allowed")]
    [InlineData("directories?path=..", 403, "path-not-allowed")]
    [InlineData("free-space?path=/", 403, "path-not-allowed")]
    public async Task Other_places_are_not_shown(string route, int status, string code)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.RefusedAsync("GET", route, status, code);
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_not_found()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.RefusedAsync("GET", $"directories?path={server.Destination}/none", 404, "directory-not-found");
    }
}
