using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GSTorrent.Client.Transport;

/// <summary>
/// One server's HTTP connections: sends a request, reads the answer's JSON, and turns whatever goes wrong into a
/// <see cref="ClientException"/>. Thread-safe.
/// </summary>
internal sealed class ApiConnection : IDisposable
{
    private readonly CertificatePin _pin;
    private readonly HttpClient _http;

    public ApiConnection(ClientSettings settings)
    {
        Settings = settings;
        _pin = new CertificatePin(settings);
        _http = new HttpClient(ConnectionFactory.Create(settings, _pin))
        {
            BaseAddress = new Uri(settings.Address.Root, "api/v1/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (settings.Token is { Length: > 0 } token)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public ClientSettings Settings { get; }

    public void Dispose() => _http.Dispose();

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

    /// <summary>Opens an answer that goes on: the caller reads and disposes it. Only its headers are timed.</summary>
    public Task<HttpResponseMessage> OpenAsync(string route, CancellationToken cancellation) =>
        TimedAsync("GET " + route, timed => RequestAsync(HttpMethod.Get, route, null, timed), cancellation);

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

    public ClientException Broken(Exception cause) => Failures.NotSent(Settings.Address, _pin, cause);

    private async Task<(int Status, TAnswer Answer)> CallAsync<TAnswer>(
        HttpMethod method,
        string route,
        HttpContent? content,
        JsonTypeInfo<TAnswer> type,
        CancellationToken cancellation)
    {
        string what = $"{method} {route}";
        return await TimedAsync(what, async timed =>
        {
            using HttpResponseMessage response = await RequestAsync(method, route, content, timed);
            await using Stream stream = await response.Content.ReadAsStreamAsync(timed);
            try
            {
                TAnswer? answer = await JsonSerializer.DeserializeAsync(stream, type, timed);
                return ((int)response.StatusCode, answer ?? throw new JsonException("null"));
            }
            catch (JsonException e)
            {
                throw Failures.BadAnswer(Settings.Address, what, e);
            }
        }, cancellation);
    }

    private Task<bool> CallAsync(
        HttpMethod method, string route, HttpContent? content, CancellationToken cancellation) =>
        TimedAsync($"{method} {route}", async timed =>
        {
            using HttpResponseMessage response = await RequestAsync(method, route, content, timed);
            return true;
        }, cancellation);

    private async Task<HttpResponseMessage> RequestAsync(
        HttpMethod method, string route, HttpContent? content, CancellationToken timed)
    {
        using var request = new HttpRequestMessage(method, route) { Content = content };
        HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timed);
        if (response.IsSuccessStatusCode) return response;
        using (response) throw await Failures.RefusedAsync(Settings.Address, response, timed);
    }

    private async Task<T> TimedAsync<T>(
        string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(Settings.Timeout, Settings.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return await call(both.Token);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested
            && !cancellation.IsCancellationRequested)
        {
            throw Failures.TimedOut(Settings.Address, what, Settings.Timeout, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Broken(e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Broken(e);
        }
    }

    private static ByteArrayContent ToContent<T>((T Value, JsonTypeInfo<T> Type) request) =>
        new(JsonSerializer.SerializeToUtf8Bytes(request.Value, request.Type))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
}
