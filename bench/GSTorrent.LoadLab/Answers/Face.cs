using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GSTorrent.LoadLab.Answers;

/// <summary>What a call asks for; each kind has its own column.</summary>
internal enum CallKind
{
    List,
    Detail,
    Change,
}

/// <summary>One request that remotes send all the time.</summary>
internal sealed record RemoteCall(CallKind Kind, Func<CancellationToken, Task> AskAsync);

/// <summary>A remote interface of a program, as clients use it. Answers are read in full and thrown away.</summary>
internal abstract class Face(string name, HttpClient http)
{
    private int _limit = 1_000_000;

    /// <summary>Which interface it is.</summary>
    public string Name => name;

    /// <summary>Requests for all torrents, and for one of them after the other.</summary>
    /// <param name="next">Info-hash of the torrent whose turn it is.</param>
    public abstract IReadOnlyList<RemoteCall> Calls(Func<string> next);

    /// <summary>Orders that the files of a torrent go elsewhere.</summary>
    public abstract Task MoveAsync(string infoHash, string folder, CancellationToken stop);

    /// <summary>Orders that all torrents are checked.</summary>
    public abstract Task RecheckAllAsync(CancellationToken stop);

    /// <summary>Is a torrent being checked, or about to be?</summary>
    public abstract Task<bool> IsCheckingAsync(CancellationToken stop);

    /// <summary>A limit that no torrent has yet, so that it is a change.</summary>
    protected string NextLimit() => Interlocked.Increment(ref _limit).ToString(CultureInfo.InvariantCulture);

    protected Task GetAsync(string route, CancellationToken stop) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, route), stop);

    protected Task PostAsync(string route, Func<HttpContent> body, CancellationToken stop) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, route) { Content = body() }, stop);

    protected async Task SendAsync(Func<HttpRequestMessage> make, CancellationToken stop)
    {
        using HttpResponseMessage answer = await AskAsync(make, stop);
        await answer.Content.CopyToAsync(Stream.Null, stop);
    }

    protected async Task<JsonNode> ReadAsync(Func<HttpRequestMessage> make, CancellationToken stop)
    {
        using HttpResponseMessage answer = await AskAsync(make, stop);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(stop))!;
    }

    private async Task<HttpResponseMessage> AskAsync(Func<HttpRequestMessage> make, CancellationToken stop)
    {
        while (true)
        {
            using HttpRequestMessage request = make();
            HttpResponseMessage answer = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (!TakesBack(answer)) return answer.EnsureSuccessStatusCode();
            answer.Dispose();
        }
    }

    /// <summary>Does the answer tell what the next request must have, so that it is sent again?</summary>
    protected virtual bool TakesBack(HttpResponseMessage answer) => false;
}
