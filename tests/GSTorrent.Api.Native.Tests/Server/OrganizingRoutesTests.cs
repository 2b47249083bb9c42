namespace GSTorrent.Api.Native.Tests.Server;

public sealed class OrganizingRoutesTests
{
    [Theory]
    [InlineData("PUT", "categories", 400)]
    [InlineData("PUT", "categories/", 400)]
    [InlineData("DELETE", "categories/", 404)]
    public async Task A_name_that_is_empty_is_refused(string method, string route, int status)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage response = await server.SendAsync(method, route, method == "PUT" ? "{}" : null);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
