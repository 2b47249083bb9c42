using System.Security.Cryptography;
using System.Text.Json;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Tests.Access.Matrix;
using GSTorrent.Api.Native.Tests.Torrents;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.Native.Tests.Access;

/// <summary>A caller who is narrowed to a category, beside torrents that are not for it.</summary>
public sealed class NarrowedCallerTests
{
    private static readonly ContractsJsonContext Json = ContractsJsonContext.Default;

    [Theory]
    [InlineData(AccessRole.Read)]
    [InlineData(AccessRole.Control)]
    public async Task No_route_tells_or_does_anything_about_other_torrents(AccessRole role)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentRow hidden = await server.AddAsync(1, "films");
        string token = await server.TokenOfAsync(role, "tv");
        RouteFact[] routes = [.. RouteFact.OfEndpoints(server.Control.Endpoints).Where(Answers)];
        Assert.NotEmpty(routes);
        foreach (RouteFact route in routes)
        {
            foreach (string id in (string[])[$"{hidden.Number}", $"{hidden.InfoHash}", $"{hidden.InfoHash}"[..6]])
            {
                string path = route.Route.TrimStart('/').Replace("{id}", id).Replace("{name}", id);
                string? body = route.Method is "GET" or "DELETE" ? null : MatrixRequest.BodyFor(route.Route, 1);
                using HttpResponseMessage answer = await server.SendAsync(route.Method, path, body, token);
                string text = await answer.Content.ReadAsStringAsync();
                Assert.DoesNotContain("sample-1", text, StringComparison.Ordinal);
                if (!path.Contains(id)) Assert.DoesNotContain($"{hidden.InfoHash}", text, StringComparison.Ordinal);
                bool isAllowed = route.Role is null || route.Role <= role;
                if (route.Route.Contains("/torrents/{id}") && isAllowed) Assert.Equal(404, (int)answer.StatusCode);
            }
        }

        Assert.Equal(hidden, server.Host.Torrents.Find($"{hidden.Number}").Value);
    }

    [Fact]
    public async Task The_own_category_and_those_below_it_are_seen_and_changed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentRow own = await server.AddAsync(1, "tv"), below = await server.AddAsync(2, "tv/kids");
        await server.AddAsync(3, "tvs");
        await server.AddAsync(4, category: null);
        string token = await server.TokenOfAsync(AccessRole.Control, "tv");
        TorrentListDto list = await AskAsync(server, "GET", "torrents", token, Json.TorrentListDto);
        Assert.Equal([own.Number, below.Number], list.Torrents.Select(torrent => torrent.Id));
        TorrentDto renamed = await AskAsync(
            server, "POST", $"torrents/{below.InfoHash}/rename", token, Json.TorrentDto, """{"name":"new"}""");
        Assert.Equal("new", renamed.Name);
        await AskAsync(server, "GET", $"torrents/{own.Number}/files", token, Json.IReadOnlyListFileDto);
        IReadOnlyList<ActionResultDto> results = await AskAsync(
            server, "POST", "torrents/actions", token, Json.IReadOnlyListActionResultDto,
            """{"action":"stop","ids":["1","3"]}""");
        Assert.Equal([null, "torrent-not-found"], results.Select(result => result.Problem?.Code));
        results = await AskAsync(
            server, "POST", "torrents/actions", token, Json.IReadOnlyListActionResultDto,
            """{"action":"remove","all":true}""");
        Assert.Equal(2, results.Count);
        Assert.Equal([3, 4], server.Host.Torrents.ReadModel.All().Changed.Select(row => row.Number));
    }

    [Fact]
    public async Task A_tag_is_taken_from_the_own_torrents_only()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentRow own = await server.AddAsync(1, "tv"), hidden = await server.AddAsync(2, "films");
        foreach (TorrentRow row in (TorrentRow[])[own, hidden])
            await EditAsync(server, row, new TorrentChange { Tags = ["keep"] });
        string token = await server.TokenOfAsync(AccessRole.Control, "tv");
        using HttpResponseMessage answer = await server.SendAsync("DELETE", "tags/keep", token: token);
        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Empty(server.Host.Torrents.Find($"{own.Number}").Value.Tags);
        Assert.Equal(["keep"], server.Host.Torrents.Find($"{hidden.Number}").Value.Tags);
        Assert.Contains("keep", server.Host.Tags.All);
    }

    [Fact]
    public async Task Tags_are_those_that_the_own_torrents_bear()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentRow own = await server.AddAsync(1, "tv"), hidden = await server.AddAsync(2, "films");
        await EditAsync(server, own, new TorrentChange { Tags = ["new", "both"] });
        await EditAsync(server, hidden, new TorrentChange { Tags = ["secret", "both"] });
        Assert.Null(await server.Host.Tags.MakeAsync("unused"));
        string token = await server.TokenOfAsync(AccessRole.Control, "tv");
        Assert.Equal(["both", "new"], await AskAsync(server, "GET", "tags", token, Json.IReadOnlyListString));
        Assert.Equal(
            ["both", "new", "secret", "unused"],
            await AskAsync(server, "GET", "tags", server.Token, Json.IReadOnlyListString));
    }

    [Fact]
    public async Task Digits_that_only_hidden_torrents_share_are_not_ambiguous()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (int one, int other) = SharedPrefix();
        TorrentRow own = await server.AddAsync(one, "tv");
        TorrentRow hidden = await server.AddAsync(other, "films");
        string prefix = $"{own.InfoHash}"[..6];
        Assert.StartsWith(prefix, $"{hidden.InfoHash}");
        string narrow = await server.TokenOfAsync(AccessRole.Control, "tv");
        string third = await server.TokenOfAsync(AccessRole.Control, "music");
        await server.RefusedAsync("GET", $"torrents/{prefix}", 409, "ambiguous-id");
        Assert.Equal(own.Number, (await AskAsync(server, "GET", $"torrents/{prefix}", narrow, Json.TorrentDto)).Id);
        await AskAsync(server, "POST", $"torrents/{prefix}/stop", narrow, Json.TorrentDto);
        await server.RefusedAsync("GET", $"torrents/{prefix}", 404, "torrent-not-found", token: third);
    }

    [Fact]
    public async Task What_is_added_goes_into_the_category_and_what_is_elsewhere_stays_unseen()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1, "films");
        string token = await server.TokenOfAsync(AccessRole.Control, "tv");
        using HttpResponseMessage added = await server.SendAsync("POST", "torrents", Samples.AddBody(2), token);
        Assert.Equal(201, (int)added.StatusCode);
        Assert.Equal("tv", server.Host.Torrents.Find("2").Value.Category);
        var problem = await server.RefusedAsync(
            "POST", "torrents", 409, "torrent-exists", Samples.AddBody(1), token);
        Assert.DoesNotContain("sample", problem.Detail);
    }

    [Fact]
    public async Task A_stream_tells_what_comes_changes_and_leaves_and_nothing_else()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentRow hidden = await server.AddAsync(1, "films");
        TorrentRow own = await server.AddAsync(2, "tv");
        string token = await server.TokenOfAsync(AccessRole.Read, "tv");
        long revision = server.Host.Torrents.ReadModel.Revision;
        using var reader = await EventReader.OpenAsync(server, $"events?since={revision}", token: token);
        EventDto first = await reader.NextAsync();
        Assert.True(first.Full);
        Assert.Equal(own.Number, Assert.Single(first.Changed).GetProperty("id").GetInt32());
        await EditAsync(server, hidden, new TorrentChange { Name = "hidden still" });
        await EditAsync(server, own, new TorrentChange { Name = "own" });
        EventDto changed = await reader.NextAsync();
        Assert.Equal("own", Assert.Single(changed.Changed).GetProperty("name").GetString());
        Assert.Empty(changed.Removed);
        await EditAsync(server, own, new TorrentChange { Category = "films" });
        EventDto left = await reader.NextAsync();
        Assert.Empty(left.Changed);
        Assert.Equal(own.Number, Assert.Single(left.Removed));
        Assert.Null(await server.Host.Torrents.RemoveAsync($"{hidden.Number}", deleteData: false));
        Assert.Null((await server.Host.Categories.CreateAsync("tv/kids", "")).Error);
        await EditAsync(server, own, new TorrentChange { Category = "tv/kids" });
        EventDto back = await reader.NextAsync();
        Assert.Equal(own.Number, Assert.Single(back.Changed).GetProperty("id").GetInt32());
        Assert.Empty(back.Removed);
    }

    [Fact]
    public async Task The_journal_is_about_the_own_torrents_and_not_cleared()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1, "films");
        TorrentRow own = await server.AddAsync(2, "tv");
        string token = await server.TokenOfAsync(AccessRole.Control, "tv");
        JournalDto journal = await AskAsync(server, "GET", "journal", token, Json.JournalDto);
        Assert.NotEmpty(journal.Entries);
        Assert.All(journal.Entries, entry => Assert.Equal($"{own.InfoHash}", entry.InfoHash));
        Assert.Equal(server.Host.Journal.Last, journal.Cursor);
        await server.RefusedAsync("DELETE", "journal", 403, "not-allowed", token: token);
    }

    // Else any file of the right size would be the caller's, to read, to rename and to delete.
    [Fact]
    public async Task Nothing_is_taken_for_complete_because_a_narrowed_caller_says_so()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string token = await server.TokenOfAsync(AccessRole.Control, "tv");
        for (int number = 1; number <= 2; number++)
        {
            byte[] foreign = new byte[Samples.Content(number).Length];
            await File.WriteAllBytesAsync(Path.Combine(server.Destination, $"sample-{number}.txt"), foreign);
        }

        TorrentDto all = await AskAsync(server, "POST", "torrents", server.Token, Json.TorrentDto, BodyOf(1));
        TorrentDto own = await AskAsync(server, "POST", "torrents", token, Json.TorrentDto, BodyOf(2));
        Assert.Equal((1, 0), (all.DoneBytes / Samples.Content(1).Length, own.DoneBytes));

        static string BodyOf(int number) =>
            $$"""
              {"torrentFile":"{{Convert.ToBase64String(Samples.TorrentFile(number))}}","skipCheck":true,"paused":true}
              """;
    }

    [Fact]
    public async Task Whoever_is_narrowed_is_no_admin()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.RefusedAsync("POST", "tokens", 400, "bad-request", """{"role":"admin","category":"tv"}""");
        await server.RefusedAsync(
            "POST", "users", 400, "bad-request",
            """{"name":"alice","password":"long enough","role":"admin","category":"tv"}""");
        TokenDto made = await server.AskAsync(
            "POST", "tokens", 201, Json.TokenDto, """{"role":"control","category":"tv"}""");
        Assert.Equal("tv", made.Category);
    }

    // Those do not end by themselves, or end the server.
    private static bool Answers(RouteFact route) => route.Route is not ("/events" or "/shutdown");

    private static async Task EditAsync(RunningServer server, TorrentRow row, TorrentChange change) =>
        Assert.Null((await server.Host.Editor.ChangeAsync($"{row.Number}", change)).Error);

    private static async Task<T> AskAsync<T>(
        RunningServer server, string method, string route, string token,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string? json = null)
    {
        using HttpResponseMessage response = await server.SendAsync(method, route, json, token);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {route}: {response.StatusCode} {body}");
        return JsonSerializer.Deserialize(body, type)!;
    }

    // Some thousand of samples have two with the same six digits.
    private static (int One, int Other) SharedPrefix()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; ; i++)
        {
            string prefix = $"{MetainfoOf(i)}"[..6];
            if (seen.TryGetValue(prefix, out int before)) return (before, i);
            seen[prefix] = i;
        }
    }

    private static Primitives.InfoHash MetainfoOf(int number)
    {
        byte[] file = Samples.TorrentFile(number);
        int info = file.AsSpan().IndexOf("4:info"u8) + 6;
        return new Primitives.InfoHash(SHA1.HashData(file.AsSpan(info, file.Length - info - 1)));
    }
}
