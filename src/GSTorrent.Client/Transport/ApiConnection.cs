using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GSTorrent.Client.Transport;

/// <summary>
/// One server's HTTP connections: sends a request, reads the answer's JSON, and turns whatever goes wrong into a
/// <see cref="ClientException"/>. Thread-safe.
/// </summary>
internal sealed class ApiConnection(ClientSettings settings) : IDisposable
{
    private ServerLine _line = new(settings);

    public ClientSettings Settings => Line.Settings;

    private ServerLine Line => Volatile.Read(ref _line);

    public void Dispose() => Line.Dispose();

    /// <summary>The server was lost: from here on it is called where it is now, if that can be told.</summary>
    public void FindAgain()
    {
        ServerLine lost = Line;
        if (lost.Settings.FindAgain?.Invoke() is not { } now || lost.Leads(now)) return;
        var found = new ServerLine(now);

        // Whoever was first; calls on the old line fail as they would have anyway.
        (Interlocked.CompareExchange(ref _line, found, lost) == lost ? lost : found).Dispose();
    }

    public async Task<TAnswer> GetAsync<TAnswer>(
        string route, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation) =>
        (await CallAsync(HttpMethod.Get, route, null, answer, cancellation)).Answer;

    public async Task<TAnswer> SendAsync<TRequest, TAnswer>(
        HttpMethod method,
        string route,
        (TRequest Value, JsonTypeInfo<TRequest> Type) request,
        JsonTypeInfo<TAnswer> answer,
        CancellationToken cancellation) =>
        (await CallAsync(method, route, ToContent(request), answer, cancellation)).Answer;

    /// <summary>For answers whose status tells something too.</summary>
    public Task<(int Status, TAnswer Answer)> SendForStatusAsync<TRequest, TAnswer>(
        HttpMethod method,
        string route,
        (TRequest Value, JsonTypeInfo<TRequest> Type) request,
        JsonTypeInfo<TAnswer> answer,
        CancellationToken cancellation) =>
        CallAsync(method, route, ToContent(request), answer, cancellation);

    /// <summary>For requests and answers without content.</summary>
    public Task SendAsync(HttpMethod method, string route, CancellationToken cancellation) =>
        CallAsync(method, route, null, cancellation);

    /// <summary>For answers without content.</summary>
    public Task SendAsync<TRequest>(
        HttpMethod method,
        string route,
        (TRequest Value, JsonTypeInfo<TRequest> Type) request,
        CancellationToken cancellation) =>
        CallAsync(method, route, ToContent(request), cancellation);

    public async Task<TAnswer> SendAsync<TAnswer>(
        HttpMethod method, string route, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation) =>
        (await CallAsync(method, route, null, answer, cancellation)).Answer;

    /// <summary>For requests with content and answers without.</summary>
    public Task SendWithoutAnswerAsync<TRequest>(
        HttpMethod method,
        string route,
        (TRequest Value, JsonTypeInfo<TRequest> Type) request,
        CancellationToken cancellation) =>
        CallAsync(method, route, ToContent(request), cancellation);

    /// <summary>Opens an answer that goes on: the caller reads and disposes it. Only its headers are timed.</summary>
    public Task<HttpResponseMessage> OpenAsync(string route, CancellationToken cancellation) =>
        TimedAsync(
            "GET " + route, (line, timed) => RequestAsync(line, HttpMethod.Get, route, null, timed), cancellation);

    /// <summary>Reads a JSON document that came some other way than as one whole answer.</summary>
    public TAnswer Parse<TAnswer>(string what, string json, JsonTypeInfo<TAnswer> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw Failures.BadAnswer(Settings.Address, what, e);
        }
    }

    private async Task<(int Status, TAnswer Answer)> CallAsync<TAnswer>(
        HttpMethod method,
        string route,
        HttpContent? content,
        JsonTypeInfo<TAnswer> type,
        CancellationToken cancellation)
    {
        string what = $"{method} {route}";
        return await TimedAsync(what, async (line, timed) =>
        {
            using HttpResponseMessage response = await RequestAsync(line, method, route, content, timed);
            await using Stream stream = await response.Content.ReadAsStreamAsync(timed);
            try
            {
                TAnswer? answer = await JsonSerializer.DeserializeAsync(stream, type, timed);
                return ((int)response.StatusCode, answer ?? throw new JsonException("null"));
            }
            catch (JsonException e)
            {
                throw Failures.BadAnswer(line.Settings.Address, what, e);
            }
        }, cancellation);
    }

    private Task<bool> CallAsync(
        HttpMethod method, string route, HttpContent? content, CancellationToken cancellation) =>
        TimedAsync($"{method} {route}", async (line, timed) =>
        {
            using HttpResponseMessage response = await RequestAsync(line, method, route, content, timed);
            return true;
        }, cancellation);

    private static async Task<HttpResponseMessage> RequestAsync(
        ServerLine line, HttpMethod method, string route, HttpContent? content, CancellationToken timed)
    {
        using var request = new HttpRequestMessage(method, route) { Content = content };
        HttpResponseMessage response =
            await line.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timed);
        if (response.IsSuccessStatusCode) return response;
        using (response) throw await Failures.RefusedAsync(line.Settings.Address, response, timed);
    }

    private async Task<T> TimedAsync<T>(
        string what, Func<ServerLine, CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        ServerLine line = Line;
        ClientSettings limits = line.Settings;
        using var timeout = new CancellationTokenSource(limits.Timeout, limits.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return await call(line, both.Token);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested
            && !cancellation.IsCancellationRequested)
        {
            throw Failures.TimedOut(limits.Address, what, limits.Timeout, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Failures.NotSent(limits.Address, line.Pin, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Failures.NotSent(limits.Address, line.Pin, e);
        }
    }

    private static ByteArrayContent ToContent<T>((T Value, JsonTypeInfo<T> Type) request) =>
        new(JsonSerializer.SerializeToUtf8Bytes(request.Value, request.Type))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
}
