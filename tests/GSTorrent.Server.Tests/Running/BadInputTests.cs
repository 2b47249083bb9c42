using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Server.Tests.Running;

/// <summary>Wrong requests to the real program, by raw sockets, on all three of its APIs.</summary>
public sealed class BadInputTests
{
    private const string SessionHeader = "X-Transmission-Session-Id: ";
    private const int Repetitions = 10_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Each_is_refused_in_its_APIs_manner_at_once_and_changes_nothing()
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        string session = await AddAsync(server);
        string before = await StateAsync(server);
        var wrong = new List<string>();
        foreach (BadRequest request in BadRequest.All)
        {
            long begin = Stopwatch.GetTimestamp();
            string answer = await AskAsync(server, request.Bytes.Replace("SESSION", session, StringComparison.Ordinal));
            TimeSpan took = Stopwatch.GetElapsedTime(begin);
            if (Complain(request, answer) is { } complaint) wrong.Add($"{request.Name}: {complaint}\n{answer}");
            if (took > s_patience) wrong.Add($"{request.Name} took {took}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.Equal(before, await StateAsync(server));
        await AssertQuietAsync(server);
    }

    [Fact]
    public async Task Whoever_repeats_it_ten_thousand_times_fills_neither_log_nor_journal()
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        string session = await AddAsync(server);
        string[] kinds =
        [
            Kept("POST /api/v1/torrents", "TOKEN", "{\"uri\":"),
            Kept("POST /transmission/rpc", "TOKEN", "{\"method\":"),
            Kept("POST /api/v2/app/setPreferences", "TOKEN", "json={"), Kept("POST /api/v1/torrents", "guess", "{}"),
            Kept("POST /transmission/rpc", "guess", "{}"), Kept("POST /api/v2/torrents/info", "guess", ""),
            Kept("DELETE /api/v1/torrents/4711", "TOKEN", ""), Kept("GET /nothing", "TOKEN", ""),
        ];
        long entries = await EntriesAsync(server), bytes = SizeOf(server.StateDirectory);
        foreach (string kind in kinds) await RepeatAsync(server, kind, session, Repetitions / kinds.Length);
        for (int i = 0; i < 200; i++)
            await RawConnection.AskAsync(server.Port, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        long grown = await EntriesAsync(server) - entries;
        Assert.True(grown <= 60, $"{grown} entries");
        Assert.True(SizeOf(server.StateDirectory) - bytes < 4 << 20);
        await AssertQuietAsync(server);
    }

    private static string? Complain(BadRequest request, string answer)
    {
        string[] halves = answer.Split("\r\n\r\n", 2);
        if (!answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)) return "no answer";
        int status = int.Parse(answer[9..12], CultureInfo.InvariantCulture);
        if (!request.Statuses.Contains(status)) return $"not {string.Join(" or ", request.Statuses)}";
        bool fits = request.Shape switch
        {
            RefusalShape.Problem => halves[0].Contains("application/problem+json", StringComparison.Ordinal)
                && halves[1].Contains("\"code\":", StringComparison.Ordinal),
            RefusalShape.Rpc when status == 200 => IsRefusal(JsonNode.Parse(Unchunked(halves[1]))),
            RefusalShape.Rpc => halves[0].Contains("text/html", StringComparison.Ordinal),
            RefusalShape.Text => halves[0].Contains("text/plain", StringComparison.Ordinal),
            _ => true,
        };
        return fits ? null : "not in the manner of the API";
    }

    private static bool IsRefusal(JsonNode? reply) => reply is JsonArray batch
        ? batch.All(IsRefusal)
        : reply!["error"] is not null || ((string?)reply["result"] is { } result && result is not "success");

    private static string Unchunked(string body) => body.StartsWith('{') || body.StartsWith('[')
        ? body
        : string.Concat(body.Split("\r\n").Where((_, line) => line % 2 == 1));

    // A torrent that could be changed, and the id of Transmission's session.
    private static async Task<string> AddAsync(ServerProcess server)
    {
        using var sample = new SampleTorrent(seed: 5, pieceLength: 16_384, ("file", 20_000));
        string file = Convert.ToBase64String(sample.TorrentFile);
        using var uses = new CredentialUses(server);
        await uses.SendAsync(
            "POST", "/api/v1/torrents", CredentialUses.Bearer(server.Token),
            $$"""{"torrentFile":"{{file}}","paused":true}""");
        string answer = await AskAsync(
            server, "GET /transmission/rpc HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer TOKEN\r\n"
            + "Connection: close\r\n\r\n");
        int begin = answer.IndexOf(SessionHeader, StringComparison.OrdinalIgnoreCase) + SessionHeader.Length;
        return answer[begin..answer.IndexOf('\r', begin)];
    }

    private static async Task<string> AskAsync(ServerProcess server, string request)
    {
        using RawConnection connection = await RawConnection.OpenAsync(server.Port);
        await connection.SendAsync(request.Replace("TOKEN", server.Token, StringComparison.Ordinal));
        return Encoding.Latin1.GetString(await connection.ReadAllAsync());
    }

    private static async Task<string> StateAsync(ServerProcess server)
    {
        using var uses = new CredentialUses(server);
        var state = new StringBuilder();
        foreach (string route in (string[])["torrents", "settings", "users", "tokens", "categories", "tags"])
            state.AppendLine(await uses.SendAsync("GET", "/api/v1/" + route, CredentialUses.Bearer(server.Token)));
        int used = state.ToString().IndexOf("\"lastUsedUnixMs\"", StringComparison.Ordinal);
        return used < 0 ? state.ToString() : state.ToString()[..used];
    }

    private static string Kept(string route, string token, string body) => string.Create(
        CultureInfo.InvariantCulture,
        $"{route} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
        + $"X-Transmission-Session-Id: SESSION\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + $"Content-Length: {body.Length}\r\n\r\n{body}");

    // All at once, one after the other over one connection.
    private static async Task RepeatAsync(ServerProcess server, string request, string session, int times)
    {
        string whole = request.Replace("TOKEN", server.Token, StringComparison.Ordinal)
            .Replace("SESSION", session, StringComparison.Ordinal);
        string last = whole.Replace(
            "Host: localhost\r\n", "Host: localhost\r\nConnection: close\r\n", StringComparison.Ordinal);
        using RawConnection connection = await RawConnection.OpenAsync(server.Port);
        Task<byte[]> reading = connection.ReadAllAsync();
        await connection.SendAsync(string.Concat(Enumerable.Repeat(whole, times - 1)) + last);
        string answers = Encoding.Latin1.GetString(await reading);
        Assert.Equal(times, answers.Split("HTTP/1.1 ").Length - 1);
        Assert.DoesNotContain("HTTP/1.1 5", answers, StringComparison.Ordinal);
    }

    private static async Task<long> EntriesAsync(ServerProcess server)
    {
        using var uses = new CredentialUses(server);
        string journal = await uses.SendAsync("GET", "/api/v1/journal", CredentialUses.Bearer(server.Token));
        return (long)JsonNode.Parse(journal)!["cursor"]!;
    }

    private static long SizeOf(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static async Task AssertQuietAsync(ServerProcess server)
    {
        await server.SignalAsync("TERM");
        string output = await server.ReadAllAsync();
        (int code, string error) = await server.EndAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.True(output.Length < 10_000, output);
    }
}
