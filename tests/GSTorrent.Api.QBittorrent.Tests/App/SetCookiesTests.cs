namespace GSTorrent.Api.QBittorrent.Tests.App;

/// <summary>Cookies are sent to nobody; what is no list of them is refused as qBittorrent does.</summary>
public sealed class SetCookiesTests
{
    [Theory]
    [InlineData("[]", 200)]
    [InlineData(""" [{"name":"a","domain":"b.example","path":"/","value":"c","expirationDate":1}] """, 200)]
    [InlineData("[{}]", 200)]
    [InlineData("", 400)]
    [InlineData("nonsense", 400)]
    [InlineData("[", 400)]
    [InlineData("[] []", 400)]
    [InlineData("{}", 400)]
    [InlineData("null", 400)]
    [InlineData("5", 400)]
    [InlineData("[5]", 400)]
    [InlineData("[{},null]", 400)]
    public async Task Only_a_list_of_objects_is_taken(string cookies, int status)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.PostAsync("app/setCookies", status, ("cookies", cookies));
    }

    [Fact]
    public async Task Deep_or_missing_ones_are_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.PostAsync("app/setCookies", 400);
        await server.PostAsync("app/setCookies", 400, ("cookies", new string('[', 100_000)));
    }
}
