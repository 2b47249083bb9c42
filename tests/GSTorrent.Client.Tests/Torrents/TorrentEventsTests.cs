using CsCheck;
using GSTorrent.Api.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Client.Tests.Torrents;

public sealed class TorrentEventsTests
{
    private static readonly TorrentListDto Nothing = new() { Revision = 1, Torrents = [] };

    [Fact]
    public async Task A_broken_stream_goes_on_after_the_last_revision()
    {
        long next = 1;
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            // Each connection tells one revision and breaks: by turns at its end and in the middle of a message.
            long revision = Interlocked.Increment(ref next);
            await SendAsync(context, Message(revision));
            if (revision % 2 == 0) return;
            await SendAsync(context, "event: torrents\nid: 99\ndata: {\"revi");
            context.Abort();
        });
        using GSTorrentClient client = server.Connect();
        List<TorrentChanges> events = await client.Torrents.FollowAsync(Nothing).Take(5).ToListAsync();
        Assert.Equal([2, 3, 4, 5, 6], events.Select(e => e.Revision));
        Assert.Equal(
            ["?since=1", "?since=2", "?since=3", "?since=4", "?since=5"],
            server.Requests.Take(5).Select(r => r.Query),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Without_a_cursor_it_asks_for_everything()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            context => SendAsync(context, """data: {"revision":3}""" + "\n\nevent: torrents\n"
                + """data: {"revision":4,"full":true,"removed":[1],"changed":["""
                    + Samples.Torrent.ReplaceLineEndings("")
                + "]}\n\n"));
        using GSTorrentClient client = server.Connect();
        TorrentChanges first = await client.Torrents.FollowAsync().FirstAsync();
        Assert.Equal("", server.Requests.First().Query);
        Assert.True(first.Full);
        Assert.Equal(4, first.Revision);
        Assert.Equal("debian.iso", Assert.Single(first.Changed).Name);
        Assert.Equal([1], first.Removed);
    }

    [Fact]
    public async Task A_silent_stream_counts_as_broken()
    {
        var time = new FakeTimeProvider();
        int connections = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            int number = Interlocked.Increment(ref connections);
            await SendAsync(context, Message(number));
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using GSTorrentClient client = server.Connect(s => s with { Time = time });
        IAsyncEnumerator<TorrentChanges> events = client.Torrents.FollowAsync().GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        Task<bool> second = events.MoveNextAsync().AsTask();
        while (!second.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(61));
            await Task.Yield();
        }

        Assert.True(await second);
        Assert.True(events.Current.Revision > 1);
        await events.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_never_answered_is_not_asked_again()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(503, "");
        using GSTorrentClient client = server.Connect();
        var e = await Assert.ThrowsAsync<ClientException>(
            async () => await client.Torrents.FollowAsync().FirstAsync());
        Assert.Equal("http-503", e.Error.Code);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refusal_ends_it_a_failure_does_not()
    {
        int connections = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
            Interlocked.Increment(ref connections) switch
            {
                1 => SendAsync(context, Message(1)),
                2 => context.ProblemAsync(503, "shutting-down", "d"),
                3 => context.ProblemAsync(429, "too-many-streams", "d"),
                4 => SendAsync(context, Message(2)),
                _ => context.ProblemAsync(401, "not-signed-in", "d"),
            });
        using GSTorrentClient client = server.Connect();
        var revisions = new List<long>();
        var e = await Assert.ThrowsAsync<ClientException>(async () =>
        {
            await foreach (TorrentChanges next in client.Torrents.FollowAsync()) revisions.Add(next.Revision);
        });
        Assert.Equal([1, 2], revisions);
        Assert.Equal(ClientErrorKind.NotAllowed, e.Error.Kind);
    }

    [Fact]
    public async Task A_loss_is_told_once_and_so_is_its_end()
    {
        int connections = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
            Interlocked.Increment(ref connections) is var number && number % 4 == 1
                ? SendAsync(context, Message(number))
                : context.ProblemAsync(503, "shutting-down", "d"));
        var told = new List<string?>();
        using GSTorrentClient client = server.Connect(s => s with { LossChanged = error => told.Add(error?.Code) });
        await client.Torrents.FollowAsync().Take(3).ToListAsync();
        Assert.Equal(["shutting-down", null, "shutting-down", null], told, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_server_that_came_back_elsewhere_is_found_again()
    {
        await using LoopbackServer old = await LoopbackServer.StartAsync(context => SendAsync(context, Message(1)));
        await using LoopbackServer elsewhere =
            await LoopbackServer.StartAsync(context => SendAsync(context, Message(2)));
        int asked = 0;
        using GSTorrentClient client = old.Connect(s => s with
        {
            // At first nobody knows.
            FindAgain = () => ++asked == 1 ? null : s with { Address = elsewhere.Address, Token = "gst_other" },
        });
        List<TorrentChanges> events = await client.Torrents.FollowAsync().Take(3).ToListAsync();
        Assert.Equal([1, 1, 2], events.Select(e => e.Revision));
        Assert.Equal(2, old.Requests.Count);
        Assert.Equal(("?since=1", "Bearer gst_other"),
            (elsewhere.Requests.First().Query, elsewhere.Requests.First().Authorization));
        Assert.Equal(elsewhere.Address, client.Address);
    }

    [Fact]
    public async Task The_caller_ends_it()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => SendAsync(context, Message(1)));
        using GSTorrentClient client = server.Connect();
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (TorrentChanges _ in client.Torrents.FollowAsync(null, cancellation: source.Token))
                await source.CancelAsync();
        });
    }

    [Fact]
    public async Task Rubbish_is_a_bad_answer_and_nothing_else()
    {
        byte[] body = [];
        int left = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            // One stream of rubbish a sample; the refusal after it ends the following.
            if (Interlocked.Decrement(ref left) < 0)
            {
                await context.ProblemAsync(403, "not-allowed", "d");
                return;
            }

            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync("event: torrents\ndata: "u8.ToArray());
            await context.Response.Body.WriteAsync(body);
        });
        using GSTorrentClient client = server.Connect();
        Gen.Byte.Array[0, 60].Sample(bytes =>
        {
            (body, left) = (bytes, 1);
            var e = Assert.Throws<ClientException>(
                () => client.Torrents.FollowAsync().ToBlockingEnumerable().Count());
            Assert.Contains(e.Error.Kind, (ClientErrorKind[])[ClientErrorKind.BadAnswer, ClientErrorKind.NotAllowed]);
        }, iter: 50, threads: 1);
    }

    [Fact]
    public async Task Fields_are_put_into_the_rows_that_the_reader_has()
    {
        string[] messages =
        [
            """{"revision":2,"full":true,"changed":[ROW]}""",
            """{"revision":3,"changed":[{"id":7,"name":"new","tags":["x"],"etaS":null}]}""",
            """{"revision":4,"changed":[{"id":7,"ratio":2}],"removed":[9]}""",
        ];
        string text = string.Concat(messages.Select(json =>
            $"event: torrents\ndata: {json.Replace("ROW", Samples.Torrent.ReplaceLineEndings(""))}\n\n"));
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => SendAsync(context, text));
        using GSTorrentClient client = server.Connect();
        List<TorrentChanges> events = await client.Torrents.FollowAsync().Take(3).ToListAsync();
        TorrentDto first = Assert.Single(events[0].Changed);
        TorrentDto second = Assert.Single(events[1].Changed);
        Assert.NotNull(first.EtaS);
        Assert.Equal(("new", first.InfoHash, (long?)null), (second.Name, second.InfoHash, second.EtaS));
        TorrentDto third = Assert.Single(events[2].Changed);
        Assert.Equal(("new", 2.0), (third.Name, third.Ratio));
        Assert.Equal(["x"], third.Tags);
    }

    [Fact]
    public async Task Fields_of_a_torrent_that_is_not_known_are_a_bad_answer()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => SendAsync(
            context, "event: torrents\ndata: {\"revision\":2,\"changed\":[{\"id\":7,\"name\":\"x\"}]}\n\n"));
        using GSTorrentClient client = server.Connect();
        var e = await Assert.ThrowsAsync<ClientException>(async () => await client.Torrents.FollowAsync().FirstAsync());
        Assert.Equal(ClientErrorKind.BadAnswer, e.Error.Kind);
    }

    private static string Message(long revision) =>
        $"event: torrents\nid: {revision}\ndata: {{\"revision\":{revision}}}\n\n";

    private static async Task SendAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(text);
        await context.Response.Body.FlushAsync();
    }
}
