using System.Globalization;

namespace GSTorrent.Server.Tests.Running;

/// <summary>What is served to addresses that are not loopback.</summary>
public sealed class OtherMachinesTests
{
    private const string Host = ProcessInNetwork.Address;

    [Fact]
    public async Task Without_TLS_they_get_one_redirect_or_refusal_and_never_data()
    {
        await using ProcessInNetwork network = await ProcessInNetwork.StartAsync("-h", "0.0.0.0");
        string token = network.Server.Token;
        string port = network.Server.Port.ToString(CultureInfo.InvariantCulture);
        string seen = await network.AskAsync(Host, Get("/api/v1/server?x=1", $"{Host}:{port}", token));
        Assert.StartsWith("HTTP/1.1 308 ", seen, StringComparison.Ordinal);
        Assert.Contains($"Location: https://{Host}:{port}/api/v1/server?x=1\r\n", seen, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", seen, StringComparison.Ordinal);
        AssertNoData(seen);
        string change = Get("/api/v1/shutdown", Host, token).Replace("GET", "POST", StringComparison.Ordinal);
        string changed = await network.AskAsync(Host, change);
        Assert.StartsWith("HTTP/1.1 403 ", changed, StringComparison.Ordinal);
        Assert.Contains("https://", changed, StringComparison.Ordinal);
        AssertNoData(changed);
        string rebound = await network.AskAsync(Host, Get("/api/v1/server", "evil.example", token));
        Assert.StartsWith("HTTP/1.1 421 ", rebound, StringComparison.Ordinal);
        AssertNoData(rebound);
        AssertNoData(await network.AskAsync(Host, "nonsense\r\n\r\n"));
        string secret = await network.AskByTlsAsync(Host, Get("/api/v1/server", Host, token));
        Assert.Contains("\"version\"", secret, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/stats", 421)]
    [InlineData("/transmission/rpc", 421)]
    [InlineData("/api/v2/app/version", 401)]
    [InlineData("/sign-in", 421)]
    [InlineData("/nothing", 421)]
    public async Task No_API_answers_in_the_open_or_to_a_name_that_is_not_ours(string path, int foreignHost)
    {
        await using ProcessInNetwork network = await ProcessInNetwork.StartAsync("-h", "[::]");
        string token = network.Server.Token;
        string get = Get(path, Host, token), post = get.Replace("GET", "POST", StringComparison.Ordinal);
        string redirect = await network.AskAsync(Host, get);
        Assert.StartsWith("HTTP/1.1 308 ", redirect, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await network.AskAsync(Host, post), StringComparison.Ordinal);
        string foreign = Get(path, "evil.example", token);
        foreach (string answer in (string[])[
            await network.AskAsync(Host, foreign), await network.AskByTlsAsync(Host, foreign),
            await network.AskAsync("127.0.0.1", foreign), await network.AskByTlsAsync("127.0.0.1", foreign),
            await network.AskAsync("::1", foreign)])
            Assert.StartsWith($"HTTP/1.1 {foreignHost} ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_loopback_the_same_port_speaks_plain_HTTP_and_TLS()
    {
        await using ProcessInNetwork network = await ProcessInNetwork.StartAsync("-h", "[::]");
        string request = Get("/api/v1/server", "127.0.0.1", network.Server.Token);
        Assert.Contains("\"version\"", await network.AskAsync("127.0.0.1", request), StringComparison.Ordinal);
        Assert.Contains("\"version\"", await network.AskAsync("::1", request), StringComparison.Ordinal);
        Assert.Contains("\"version\"", await network.AskByTlsAsync("127.0.0.1", request), StringComparison.Ordinal);
        AssertNoData(await network.AskAsync(Host, Get("/api/v1/server", Host, network.Server.Token)));
    }

    [Fact]
    public async Task Guesses_from_elsewhere_lock_that_address_and_not_loopback()
    {
        await using ProcessInNetwork network = await ProcessInNetwork.StartAsync("-h", "0.0.0.0");
        string token = network.Server.Token;
        for (int i = 0; i < 5; i++)
        {
            string wrong = await network.AskByTlsAsync(Host, Get("/api/v1/server", Host, "wrong"));
            Assert.StartsWith("HTTP/1.1 401 ", wrong, StringComparison.Ordinal);
        }

        string locked = await network.AskByTlsAsync(Host, Get("/api/v1/server", Host, "wrong"));
        Assert.StartsWith("HTTP/1.1 429 ", locked, StringComparison.Ordinal);
        string local = await network.AskAsync("127.0.0.1", Get("/api/v1/journal", "127.0.0.1", token));
        Assert.StartsWith("HTTP/1.1 200 ", local, StringComparison.Ordinal);
        Assert.Contains($"A sign-in from {Host} was refused", local, StringComparison.Ordinal);
    }

    private static string Get(string path, string host, string token) =>
        $"GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n";

    private static void AssertNoData(string answer)
    {
        Assert.DoesNotContain("\"version\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(" 200 ", answer, StringComparison.Ordinal);
    }
}
