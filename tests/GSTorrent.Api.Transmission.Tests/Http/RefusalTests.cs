using System.Text;
using GSTorrent.Application;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Transmission.Tests.Http;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("not-signed-in", 401)]
    [InlineData("too-many-attempts", 403)]
    [InlineData("not-allowed", 403)]
    [InlineData("host-not-allowed", 421)]
    [InlineData("bad-request", 400)]
    [InlineData("too-large", 413)]
    [InlineData("internal-error", 500)]
    [InlineData("shutting-down", 503)]
    [InlineData("something-new", 403)]
    public async Task Refusals_are_little_pages(string code, int status)
    {
        (HttpContext context, string page) = await WriteAsync(new AppError(code, "Because <of> this & that."));
        Assert.Equal(status, context.Response.StatusCode);
        Assert.StartsWith($"<h1>{status}: ", page);
        Assert.EndsWith("<p>Because &lt;of&gt; this &amp; that.</p>", page);
        Assert.Equal("text/html; charset=UTF-8", context.Response.ContentType);
        Assert.Equal(Encoding.UTF8.GetByteCount(page), context.Response.ContentLength);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_asked_for_a_name_and_a_password()
    {
        (HttpContext context, _) = await WriteAsync(new AppError("not-signed-in", "text"));
        Assert.Equal("Basic realm=\"Transmission\"", context.Response.Headers.WWWAuthenticate);
        (context, _) = await WriteAsync(new AppError("not-allowed", "text"));
        Assert.Equal(0, context.Response.Headers.WWWAuthenticate.Count);
    }

    private static async Task<(HttpContext Context, string Page)> WriteAsync(AppError error)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        await TransmissionApi.WriteRefusalAsync(context, error);
        return (context, Encoding.UTF8.GetString(body.ToArray()));
    }
}
