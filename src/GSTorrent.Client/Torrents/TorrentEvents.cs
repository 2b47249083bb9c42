using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GSTorrent.Api.Contracts;
using GSTorrent.Client.Transport;

namespace GSTorrent.Client;

/// <summary>The stream of changes (server-sent events), resumed after its last revision whenever it breaks.</summary>
internal sealed class TorrentEvents(ApiConnection connection)
{
    private const string EventType = "torrents";

    public async IAsyncEnumerable<TorrentChanges> FollowAsync(
        TorrentListDto? from, string? filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = new RowMemory();
        if (from is not null) rows.Load(from);
        long? since = from?.Revision;
        var retry = new RetryDelay(connection.Settings);
        while (true)
        {
            string route = RouteOf(since, filter);
            using HttpResponseMessage? response = await TryOpenAsync(route, retry, cancellation);
            if (response is not null)
            {
                await using IAsyncEnumerator<SseItem<string>> items = await ReadAsync(response, cancellation);
                while (await TryMoveNextAsync(items, cancellation))
                {
                    if (items.Current.EventType is not EventType) continue;
                    EventDto next =
                        connection.Parse("events", items.Current.Data, ContractsJsonContext.Default.EventDto);
                    TorrentChanges changes = Apply(rows, next);
                    since = next.Revision;
                    retry.Succeeded();
                    yield return changes;
                }
            }

            await retry.WaitAsync(cancellation);
            connection.FindAgain();
        }
    }

    private static string RouteOf(long? since, string? filter)
    {
        var parts = new List<string>();
        if (since is not null) parts.Add(string.Create(CultureInfo.InvariantCulture, $"since={since}"));
        if (!string.IsNullOrWhiteSpace(filter)) parts.Add("filter=" + Uri.EscapeDataString(filter));
        return parts.Count == 0 ? "events" : "events?" + string.Join('&', parts);
    }

    private TorrentChanges Apply(RowMemory rows, EventDto message)
    {
        try
        {
            return rows.Apply(message);
        }
        catch (JsonException wrong)
        {
            throw Failures.BadAnswer(connection.Settings.Address, "events", wrong);
        }
    }

    private async Task<HttpResponseMessage?> TryOpenAsync(
        string route, RetryDelay retry, CancellationToken cancellation)
    {
        try
        {
            HttpResponseMessage response = await connection.OpenAsync(route, cancellation);
            retry.Opened();
            return response;
        }
        catch (ClientException e) when (retry.MayRetry(e.Error))
        {
            retry.Failed(e.Error);
            return null;
        }
    }

    private async Task<IAsyncEnumerator<SseItem<string>>> ReadAsync(
        HttpResponseMessage response, CancellationToken cancellation)
    {
        Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        var watched = new SilenceLimitedStream(body, connection.Settings.EventSilenceLimit, connection.Settings.Time);
        return SseParser.Create(watched).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
    }

    /// <summary>False at the end of the stream, however it came.</summary>
    private static async Task<bool> TryMoveNextAsync(
        IAsyncEnumerator<SseItem<string>> items, CancellationToken cancellation)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception e) when (e is IOException or HttpRequestException or TimeoutException
                                  && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
