using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Client.Tests.Transport;

public sealed class FailuresTests
{
    [Theory]
    [InlineData(404, "torrent-not-found", ClientErrorKind.Failed)]
    [InlineData(409, "ambiguous-id", ClientErrorKind.Failed)]
    [InlineData(503, "shutting-down", ClientErrorKind.Failed)]
    [InlineData(401, "not-signed-in", ClientErrorKind.NotAllowed)]
    [InlineData(403, "path-not-allowed", ClientErrorKind.NotAllowed)]
    public async Task A_problem_keeps_its_code_and_text(int status, string code, ClientErrorKind kind)
    {
        ClientError error = await ErrorOfAsync(context => context.ProblemAsync(status, code, "what exactly"));
        Assert.Equal(new ClientError(kind, code, "what exactly", status), error);
    }

    [Theory]
    [InlineData(401, "", "text/plain", "not-allowed", ClientErrorKind.NotAllowed)]
    [InlineData(404, "<html>", "text/html", "http-404", ClientErrorKind.BadAnswer)]
    [InlineData(302, "", "text/plain", "http-302", ClientErrorKind.BadAnswer)]
    [InlineData(500, "oops", "text/plain", "http-500", ClientErrorKind.Failed)]
    [InlineData(500, "{", "application/problem+json", "http-500", ClientErrorKind.Failed)]
    [InlineData(200, "<html>", "text/html", "bad-answer", ClientErrorKind.BadAnswer)]
    [InlineData(200, "null", "application/json", "bad-answer", ClientErrorKind.BadAnswer)]
    [InlineData(200, "{\"version\":1}", "application/json", "bad-answer", ClientErrorKind.BadAnswer)]
    public async Task Other_answers_have_codes_too(
        int status, string body, string type, string code, ClientErrorKind kind)
    {
        ClientError error = await ErrorOfAsync(context => context.AnswerAsync(status, body, type));
        Assert.Equal((kind, code), (error.Kind, error.Code));
    }

    [Fact]
    public async Task A_redirect_does_not_take_the_token_elsewhere()
    {
        await using LoopbackServer other = await LoopbackServer.StartAsync(200, Samples.Server);
        ClientError error = await ErrorOfAsync(context =>
        {
            context.Response.Redirect(other.Url + "/api/v1/server");
            return Task.CompletedTask;
        });
        Assert.Equal("http-302", error.Code);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // Bound and not listening: the port is ours and refuses.
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        ServerAddress address = LoopbackServer.AddressOf($"http://{socket.LocalEndPoint}");
        using var client = new GSTorrentClient(new ClientSettings(address));
        var e = await Assert.ThrowsAsync<ClientException>(() => client.GetServerAsync());
        Assert.Equal(ClientErrorKind.Unreachable, e.Error.Kind);
        Assert.Equal($"cannot reach {address}: nothing listens there", e.Error.Message);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_unreachable()
    {
        ClientError error = await ErrorOfAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        Assert.Equal((ClientErrorKind.Unreachable, "connection-closed"), (error.Kind, error.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_takes_too_long_is_given_up(bool withHeaders)
    {
        var time = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            if (withHeaders) await context.Response.Body.FlushAsync();
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using GSTorrentClient client = server.Connect(s => s with { Time = time, Timeout = TimeSpan.FromSeconds(5) });
        Task<Api.Contracts.ServerDto> call = client.GetServerAsync();
        await arrived.Task;
        time.Advance(TimeSpan.FromSeconds(6));
        var e = await Assert.ThrowsAsync<ClientException>(() => call);
        Assert.Equal(ClientErrorKind.TimedOut, e.Error.Kind);
        Assert.Equal($"{server.Url} did not answer GET server within 5 s", e.Error.Message);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_no_failure()
    {
        using var source = new CancellationTokenSource();
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using GSTorrentClient client = server.Connect();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetServerAsync(source.Token));
    }

    [Fact]
    public async Task Rubbish_is_never_more_than_a_client_exception()
    {
        (int Status, string Type, byte[] Body) answer = default;
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.Type;
            await context.Response.Body.WriteAsync(answer.Body);
        });
        using GSTorrentClient client = server.Connect();
        int[] statuses = [200, 400, 403, 500];
        string[] types = ["application/json", "application/problem+json", "text/html"];
        byte[] sample = Encoding.UTF8.GetBytes(Samples.List);
        Gen<byte[]> mutated = Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Byte, (at, value) =>
        {
            byte[] copy = [.. sample];
            copy[at] = value;
            return copy;
        });
        Gen.Select(
            Gen.Int[0, 3].Select(i => statuses[i]),
            Gen.Int[0, 2].Select(i => types[i]),
            Gen.OneOf(Gen.Byte.Array[0, 80], mutated))
            .Sample((status, type, body) =>
            {
                answer = (status, type, body);
                Exception? e = Record.Exception(() => client.Torrents.ListAsync().GetAwaiter().GetResult());
                Assert.True(e is null or ClientException, e?.ToString());
            }, iter: 200, threads: 1);
    }

    private static async Task<ClientError> ErrorOfAsync(Func<HttpContext, Task> answer)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(answer);
        using GSTorrentClient client = server.Connect();
        return (await Assert.ThrowsAsync<ClientException>(() => client.GetServerAsync())).Error;
    }
}
