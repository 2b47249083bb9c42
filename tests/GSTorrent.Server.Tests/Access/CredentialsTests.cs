using System.Text;
using CsCheck;
using GSTorrent.Server.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Server.Tests.Access;

public sealed class CredentialsTests
{
    [Theory]
    [InlineData("", "None", "", "")]
    [InlineData("Bearer gst_x", "Bearer", "", "gst_x")]
    [InlineData("bearer   gst_x ", "Bearer", "", "gst_x")]
    [InlineData("Basic YWxpY2U6c2VjcmV0", "Basic", "alice", "secret")]
    [InlineData("BASIC YWxpY2U6czplOmNyZXQ=", "Basic", "alice", "s:e:cret")]
    [InlineData("Basic w6R4OsO2", "Basic", "äx", "ö")]
    [InlineData("Basic YWxpY2U=", "Unknown", "", "")]
    [InlineData("Basic %%%", "Unknown", "", "")]
    [InlineData("Basic //86eA==", "Unknown", "", "")]
    [InlineData("Digest x", "Unknown", "", "")]
    [InlineData("Bearer", "Unknown", "", "")]
    public void Headers_are_read(string header, string kind, string user, string secret)
    {
        var found = Credentials.Of(Request("/api/v1/stats", header));
        Assert.Equal((kind, user, secret), (found.Kind.ToString(), found.User, found.Secret));
    }

    [Theory]
    [InlineData(256, 1_024, "Basic")]
    [InlineData(3_000, 1_024, "Unknown")]
    public void A_user_and_password_of_any_length_that_there_is_are_read_and_longer_ones_are_not(
        int user, int password, string kind)
    {
        byte[] text = Encoding.UTF8.GetBytes(new string('€', user) + ":" + new string('€', password));
        var found = Credentials.Of(Request("/api/v1/stats", "Basic " + Convert.ToBase64String(text)));
        Assert.Equal(kind, found.Kind.ToString());
    }

    [Theory]
    [InlineData("/api/v1/stats", "gst_session=a", "a")]
    [InlineData("/api/v1/stats", "SID=a", "")]
    [InlineData("/api/v2/app/version", "SID=a", "a")]
    [InlineData("/API/V2/app/version", "SID=a", "a")]
    [InlineData("/api/v2/app/version", "gst_session=a", "")]
    [InlineData("/transmission/rpc", "gst_session=a; SID=b", "a")]
    public void Each_API_has_its_own_cookie(string path, string cookie, string secret)
    {
        HttpRequest request = Request(path, "");
        request.Headers.Cookie = cookie;
        Assert.Equal(secret, Credentials.Of(request).Secret);
    }

    [Fact]
    public void A_header_is_stronger_than_a_cookie()
    {
        HttpRequest request = Request("/api/v1/stats", "Bearer gst_x");
        request.Headers.Cookie = "gst_session=a";
        Assert.Equal(CredentialKind.Bearer, Credentials.Of(request).Kind);
    }

    [Fact]
    public void Any_header_is_read_without_an_exception() => Gen.String.Sample(text =>
    {
        string encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes(text));
        foreach (string header in (string[])[text, "Basic " + text, "Basic " + encoded])
            Assert.True(Enum.IsDefined(Credentials.Of(Request("/", header)).Kind));
    });

    [Fact]
    public void Nothing_of_it_is_printed() =>
        Assert.Equal("Basic", $"{Credentials.Of(Request("/", "Basic YWxpY2U6c2VjcmV0"))}");

    private static HttpRequest Request(string path, string header)
    {
        var context = new DefaultHttpContext { Request = { Path = path } };
        if (header.Length > 0) context.Request.Headers.Authorization = header;
        return context.Request;
    }
}
