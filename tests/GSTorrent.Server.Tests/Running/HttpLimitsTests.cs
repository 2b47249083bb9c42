using System.Diagnostics;
using System.Globalization;
using GSTorrent.Client;

namespace GSTorrent.Server.Tests.Running;

/// <summary>What hostile HTTP clients get from the real program.</summary>
public sealed class HttpLimitsTests
{
    private const string Head = "GET /api/v1/server HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1e9\r\n\r\n")]
    [InlineData("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX : y\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n")]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /../../etc/passwd%zz HTTP/9.9\r\nHost: localhost\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task What_is_ambiguous_or_broken_is_refused(string request)
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        string answer = await RawConnection.AskAsync(server.Port, request);
        Assert.Matches("^HTTP/1.1 4(00|21|05|04|01|15) |^HTTP/1.1 505 HTTP Version", answer);
    }

    [Fact]
    public async Task Headers_and_bodies_have_their_limits()
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        string token = $"Authorization: Bearer {server.Token}\r\n";
        string fits = await AskAsync(token + $"X: {new string('x', 30_000)}\r\n\r\n");
        string tooLong = await AskAsync(token + $"X: {new string('x', 33_000)}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", fits, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", tooLong, StringComparison.Ordinal);
        string body = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {(32 << 20) + 1}\r\n");
        string post = "POST /api/v1/torrents HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        string json = "Content-Type: application/json\r\n";
        Assert.Contains(
            " 413 ", await RawConnection.AskAsync(server.Port, post + token + json + body + "\r\n"),
            StringComparison.Ordinal);

        Task<string> AskAsync(string rest) => RawConnection.AskAsync(server.Port, Head + rest);
    }

    [Fact]
    public async Task Two_hundred_slow_clients_are_cut_off_and_nobody_waits_for_them()
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        string[] halves =
        [
            "", "GET", Head, $"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{{",
            "\x16\x03\x01\x02", "\x16",
        ];
        var slow = new List<Task<TimeSpan>>();
        for (int i = 0; i < 200; i++) slow.Add(HoldAsync(server.Port, halves[i % halves.Length]));
        using GSTorrentClient client = server.Connect();
        var times = new List<TimeSpan>();
        while (slow.Exists(one => !one.IsCompleted))
        {
            long begin = Stopwatch.GetTimestamp();
            await client.GetStatsAsync();
            times.Add(Stopwatch.GetElapsedTime(begin));
            await Task.WhenAny(Task.WhenAll(slow), Task.Delay(TimeSpan.FromMilliseconds(250)));
        }

        times.Sort();
        Assert.True(times[times.Count * 9 / 10] < TimeSpan.FromSeconds(1), $"{times[^1]}");
        TimeSpan longest = (await Task.WhenAll(slow)).Max();
        Assert.True(longest < TimeSpan.FromSeconds(30), $"{longest}");
    }

    private static async Task<TimeSpan> HoldAsync(int port, string half)
    {
        using RawConnection connection = await RawConnection.OpenAsync(port);
        long begin = Stopwatch.GetTimestamp();
        if (half.Length > 0) await connection.SendAsync(half);
        await connection.ReadAllAsync();
        return Stopwatch.GetElapsedTime(begin);
    }
}
