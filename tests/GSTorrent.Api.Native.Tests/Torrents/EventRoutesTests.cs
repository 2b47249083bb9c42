using System.Diagnostics;
using System.Text.Json;
using GSTorrent.Api.Contracts;
using GSTorrent.Application.Access;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Api.Native.Tests.Torrents;

public sealed class EventRoutesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_new_reader_gets_everything_and_then_changes()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentDto first = await server.AddAsync(1);
        using var reader = await EventReader.OpenAsync(server, "events");
        EventDto full = await reader.NextAsync();
        Assert.True(full.Full);
        Assert.Equal([first.Id], full.Changed.Select(IdOf));
        TorrentDto second = await server.AddAsync(2);
        EventDto change =
            await reader.UntilAsync(message => message.Changed.Any(torrent => IdOf(torrent) == second.Id));
        Assert.False(change.Full);
        Assert.True(change.Revision > full.Revision);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_that_comes_back_gets_what_it_missed(bool byHeader)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentDto kept = await server.AddAsync(1);
        TorrentDto removed = await server.AddAsync(2);
        EventDto seen;
        using (var before = await EventReader.OpenAsync(server, "events"))
            seen = await before.UntilAsync(message => message.Changed.Any(torrent => IdOf(torrent) == removed.Id));
        (await server.SendAsync("DELETE", $"torrents/{removed.Id}")).Dispose();
        using var after = byHeader
            ? await EventReader.OpenAsync(server, "events?since=0", lastEventId: $"{seen.Revision}")
            : await EventReader.OpenAsync(server, $"events?since={seen.Revision}");
        EventDto missed = await after.UntilAsync(message => message.Removed.Contains(removed.Id));
        Assert.False(missed.Full);
        Assert.DoesNotContain(missed.Changed, torrent => IdOf(torrent) == removed.Id);
        Assert.NotEqual(kept.Id, removed.Id);
    }

    [Fact]
    public async Task A_cursor_of_another_run_gets_everything()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var reader = await EventReader.OpenAsync(server, "events?since=5");
        Assert.True((await reader.NextAsync()).Full);
    }

    [Fact]
    public async Task A_stream_with_a_filter_is_about_what_fits()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        for (int i = 1; i <= 3; i++) await server.AddAsync(i);
        await TagAsync(server, 1, """{"addedTags":["keep"]}""");
        using var reader = await EventReader.OpenAsync(server, "events?filter=tag:keep");
        EventDto first = await reader.NextAsync();
        Assert.True(first.Full);
        Assert.Equal([1], first.Changed.Select(IdOf));

        await TagAsync(server, 3, """{"addedTags":["keep"]}""");
        await reader.UntilAsync(message => message.Changed.Any(torrent => IdOf(torrent) == 3));
        await TagAsync(server, 2, """{"addedTags":["other"]}""");
        await TagAsync(server, 1, """{"removedTags":["keep"]}""");
        EventDto gone = await reader.UntilAsync(message => message.Removed.Contains(1));
        Assert.DoesNotContain(2, gone.Removed);
        Assert.DoesNotContain(gone.Changed, torrent => IdOf(torrent) == 2);
        await server.RefusedAsync("GET", "events?filter=rato>2", 400, "filter-invalid");
    }

    [Fact]
    public async Task Silence_is_broken_by_comments()
    {
        var clock = new FakeTimeProvider();
        await using RunningServer server = await RunningServer.StartAsync(clock: clock);
        using var reader = await EventReader.OpenAsync(server, "events");
        await reader.NextAsync();
        Task<string?> comment = reader.LineAsync(line => line.StartsWith(':'));
        while (!comment.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.NotNull(await comment);
    }

    [Fact]
    public async Task Streams_end_with_the_server_and_with_their_token()
    {
        var clock = new FakeTimeProvider();
        await using RunningServer server = await RunningServer.StartAsync(clock: clock);
        var made = (await server.Host.Tokens.CreateAsync("x", AccessRole.Read, null)).Value;
        using var ours = await EventReader.OpenAsync(server, "events");
        using var theirs = await EventReader.OpenAsync(server, "events", token: made.Secret);
        Assert.True((await theirs.NextAsync()).Full);
        Assert.True((await ours.NextAsync()).Full);
        await server.Host.Tokens.RevokeAsync(made.Token.Id);
        Task<string?> end = theirs.LineAsync(_ => false);
        while (!end.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Null(await end);
        await server.Control.StopAsync(TimeSpan.FromSeconds(10));
        Assert.Null(await ours.LineAsync(_ => false));
    }

    [Fact]
    public async Task Of_a_torrent_that_the_reader_has_only_what_is_new_is_told()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentDto torrent = await server.AddAsync(1);
        using var reader = await EventReader.OpenAsync(server, "events");
        using var other = await EventReader.OpenAsync(server, "events");
        Assert.True((await reader.NextAsync()).Full);
        Assert.True((await other.NextAsync()).Full);
        await server.AskAsync(
            "POST", $"torrents/{torrent.Id}/rename", 200, ContractsJsonContext.Default.TorrentDto,
            """{"name":"new"}""");
        JsonElement change = await RenamedAsync(reader);
        Assert.False(change.TryGetProperty("infoHash", out _));
        Assert.False(change.TryGetProperty("destination", out _));
        Assert.Equal(torrent.Id, IdOf(change));

        // The message is made once: every reader gets the same.
        Assert.Equal(change.GetRawText(), (await RenamedAsync(other)).GetRawText());
    }

    [Fact]
    public async Task A_caller_has_200_streams_and_others_have_theirs()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string read = await server.TokenOfAsync(AccessRole.Read);
        var open = new List<EventReader>();
        for (int i = 0; i < 200; i++) open.Add(await EventReader.OpenAsync(server, "events", token: read));
        using HttpResponseMessage refused = await server.SendAsync("GET", "events", token: read);
        await RunningServer.ProblemAsync(refused, 429, "too-many-streams");
        Assert.Equal(TimeSpan.FromSeconds(15), refused.Headers.RetryAfter?.Delta);
        using (var other = await EventReader.OpenAsync(server, "events")) Assert.True((await other.NextAsync()).Full);

        // Requests that do not stay are as many as ever.
        await server.AskAsync("GET", "torrents", 200, ContractsJsonContext.Default.TorrentListDto, token: read);
        open.ForEach(reader => reader.Dispose());
        long closed = Stopwatch.GetTimestamp();
        HttpResponseMessage again = await server.SendAsync("GET", "events", token: read);
        while ((int)again.StatusCode == 429 && Stopwatch.GetElapsedTime(closed) < Patience)
        {
            again.Dispose();
            again = await server.SendAsync("GET", "events", token: read);
        }

        Assert.Equal(200, (int)again.StatusCode);
        again.Dispose();
    }

    private static Task<TorrentDto> TagAsync(RunningServer server, int id, string body) =>
        server.AskAsync("PATCH", $"torrents/{id}", 200, ContractsJsonContext.Default.TorrentDto, body);

    private static async Task<JsonElement> RenamedAsync(EventReader reader)
    {
        bool IsNew(JsonElement change) =>
            change.TryGetProperty("name", out JsonElement name) && name.ValueEquals("new");
        return (await reader.UntilAsync(message => message.Changed.Any(IsNew))).Changed.Single(IsNew);
    }

    private static int IdOf(JsonElement torrent) => torrent.GetProperty("id").GetInt32();
}
