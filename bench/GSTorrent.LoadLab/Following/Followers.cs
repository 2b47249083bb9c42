using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GSTorrent.Peers.Ours;

namespace GSTorrent.LoadLab.Following;

/// <summary>Clients that keep a list up to date, each on a connection of its own.</summary>
internal sealed class Followers(GSTorrentProcess server)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private long _bytes;

    /// <summary>What all of them have received, in bytes.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Listens to the stream of events of the native API, as a client that has the list of now.</summary>
    public async Task ListenAsync(CancellationToken stop)
    {
        using HttpClient http = Client();
        JsonNode list = JsonNode.Parse(await http.GetStringAsync("api/v1/torrents?limit=1", stop))!;
        using Stream events = await http.GetStreamAsync(
            $"api/v1/events?since={list["revision"]!.GetValue<long>()}", stop);
        var buffer = new byte[64 << 10];
        while (await events.ReadAsync(buffer, stop) is > 0 and var count) Interlocked.Add(ref _bytes, count);
    }

    /// <summary>Asks qBittorrent's sync/maindata once a second for what is new.</summary>
    public async Task PollQBittorrentAsync(CancellationToken stop)
    {
        using HttpClient http = Client();
        for (long id = 0; ; await Task.Delay(Pause, stop))
        {
            byte[] answer = await http.GetByteArrayAsync($"api/v2/sync/maindata?rid={id}", stop);
            Interlocked.Add(ref _bytes, answer.Length);
            id = JsonNode.Parse(answer)!["rid"]!.GetValue<long>();
        }
    }

    /// <summary>Asks Transmission's torrent-get once a second for what was active.</summary>
    public async Task PollTransmissionAsync(CancellationToken stop)
    {
        const string SessionHeader = "X-Transmission-Session-Id";
        const string Ask = """
            {"method":"torrent-get","arguments":{"ids":"recently-active","fields":["id","hashString","name","status",
            "rateDownload","rateUpload","percentDone","eta","downloadLimit","uploadedEver","downloadedEver"]}}
            """;
        using HttpClient http = Client();
        for (; ; await Task.Delay(Pause, stop))
        {
            using var body = new StringContent(Ask, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await http.PostAsync("transmission/rpc", body, stop);
            if (answer.Headers.TryGetValues(SessionHeader, out IEnumerable<string>? session))
            {
                http.DefaultRequestHeaders.Remove(SessionHeader);
                http.DefaultRequestHeaders.Add(SessionHeader, session);
            }

            Interlocked.Add(ref _bytes, (await answer.Content.ReadAsByteArrayAsync(stop)).Length);
        }
    }

    /// <summary>A client with its own connections.</summary>
    public HttpClient Client()
    {
        var http = new HttpClient { BaseAddress = server.ControlUrl, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        return http;
    }
}
