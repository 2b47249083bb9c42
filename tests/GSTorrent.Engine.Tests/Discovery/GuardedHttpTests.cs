using System.Net;

namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>Nothing is connected to here: what is refused is refused before that.</summary>
public sealed class GuardedHttpTests
{
    private static readonly Uri Asked = new("http://tracker.example/announce");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("[fe80::1]")]
    [InlineData("[fd00::1]")]
    [InlineData("[64:ff9b::a00:1]")]
    public async Task Addresses_of_our_own_networks_are_refused_as_they_are_connected_to(string host)
    {
        using HttpClient client = GuardedHttp.NewClient(new GuardedHttpSettings());
        await AssertRefusedAsync(client, $"http://{host}:1/");
    }

    [Fact]
    public async Task A_name_is_refused_if_any_of_its_addresses_is_not_public()
    {
        using HttpClient client = GuardedHttp.NewClient(new GuardedHttpSettings { Resolve = Resolve });
        PrivateAddressException refused = await AssertRefusedAsync(client, "https://Rebound.Example:1/");
        Assert.Equal("rebound.example", refused.Host);

        static Task<IPAddress[]> Resolve(string name, CancellationToken stop) =>
            Task.FromResult<IPAddress[]>([IPAddress.Parse("1.1.1.1"), IPAddress.Loopback]);
    }

    [Fact]
    public async Task A_host_that_is_listed_is_asked_and_no_other()
    {
        using HttpClient client = GuardedHttp.NewClient(
            new GuardedHttpSettings { MayBePrivate = host => host is "127.0.0.1" });

        // Port 1: nobody is there, which only who asks can find out.
        HttpRequestException asked = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(new Uri("http://127.0.0.1:1/")));
        Assert.Equal(HttpRequestError.ConnectionError, asked.HttpRequestError);
        Assert.IsNotType<PrivateAddressException>(asked.InnerException);
        await AssertRefusedAsync(client, "http://127.0.0.2:1/");
    }

    [Theory]
    [InlineData("http://other.example/", "http://other.example/")]
    [InlineData("/else", "http://tracker.example/else")]
    [InlineData("https://other.example/", "https://other.example/")]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("ftp://other.example/", null)]
    [InlineData("gopher://127.0.0.1:6379/", null)]
    [InlineData("http://[::", null)]
    public void Redirects_stay_on_the_web(string location, string? next)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.Found);
        answer.Headers.TryAddWithoutValidation("Location", location);
        Assert.Equal(next, GuardedHttp.RedirectOf(answer, Asked)?.ToString());
    }

    [Fact]
    public void What_was_asked_in_secret_is_not_repeated_in_the_open()
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect);
        answer.Headers.Location = Asked;
        Assert.Null(GuardedHttp.RedirectOf(answer, new Uri("https://tracker.example/announce")));
    }

    private static async Task<PrivateAddressException> AssertRefusedAsync(HttpClient client, string url)
    {
        HttpRequestException thrown =
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(url)));
        return Assert.IsType<PrivateAddressException>(thrown.InnerException);
    }
}
