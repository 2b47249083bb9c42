using System.Text.Json;
using GSTorrent.Api.Contracts;

namespace GSTorrent.Api.Native.Tests.Torrents;

/// <summary>Reads server-sent events line by line.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60));

    public static async Task<EventReader> OpenAsync(
        RunningServer server, string route, string? lastEventId = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, route);
        request.Headers.Add("Authorization", "Bearer " + (token ?? server.Token));
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        HttpResponseMessage response =
            await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public async Task<EventDto> NextAsync()
    {
        string? name = await LineAsync(line => line.StartsWith("event:", StringComparison.Ordinal));
        Assert.Equal("event: torrents", name);
        string id = (await lines.ReadLineAsync(_limit.Token))!;
        string data = (await lines.ReadLineAsync(_limit.Token))!;
        Assert.Equal("", await lines.ReadLineAsync(_limit.Token));
        string json = data["data: ".Length..];
        EventDto message = JsonSerializer.Deserialize(json, ContractsJsonContext.Default.EventDto)!;
        Assert.Equal($"id: {message.Revision}", id);
        return message;
    }

    public async Task<EventDto> UntilAsync(Func<EventDto, bool> isIt)
    {
        EventDto message;
        do message = await NextAsync();
        while (!isIt(message));
        return message;
    }

    public async Task<string?> LineAsync(Func<string, bool> isIt)
    {
        string? line;
        do line = await lines.ReadLineAsync(_limit.Token);
        while (line is not null && !isIt(line));
        return line;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
        _limit.Dispose();
    }
}
