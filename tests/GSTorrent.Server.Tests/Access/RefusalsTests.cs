using GSTorrent.Application;
using GSTorrent.Server.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Server.Tests.Access;

public sealed class RefusalsTests
{
    private static readonly AppError Error = new("not-signed-in", "No.");

    [Theory]
    [InlineData("/one", "one")]
    [InlineData("/one/x", "one")]
    [InlineData("/ONE/X", "one")]
    [InlineData("/two/three/x", "two")]
    [InlineData("/two", "native")]
    [InlineData("/oneself", "native")]
    [InlineData("/api/v1/stats", "native")]
    [InlineData("/", "native")]
    public async Task Each_API_says_no_in_its_own_manner(string path, string expected)
    {
        var refusals = new Refusals([("/one", Saying("one")), ("/two/three", Saying("two"))]);
        var context = new DefaultHttpContext { Request = { Path = path }, Response = { Body = new MemoryStream() } };
        await refusals.WriteAsync(context, Error);
        string said = context.Response.Headers["X-Said"].ToString();
        Assert.Equal(expected, said.Length > 0 ? said : "native");
        if (said.Length == 0) Assert.Equal(401, context.Response.StatusCode);
    }

    private static RefusalWriter Saying(string word) => (context, error) =>
    {
        Assert.Equal(Error, error);
        context.Response.Headers["X-Said"] = word;
        return Task.CompletedTask;
    };
}
