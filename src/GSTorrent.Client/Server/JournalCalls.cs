using System.Globalization;
using System.Runtime.CompilerServices;
using GSTorrent.Api.Contracts;
using GSTorrent.Client.Transport;

namespace GSTorrent.Client;

/// <summary>The journal of one server: durable events with a rising sequence number.</summary>
public sealed class JournalCalls
{
    /// <summary>Entries that one answer holds at most.</summary>
    public const int PageLength = 1000;

    private readonly ApiConnection _connection;

    internal JournalCalls(ApiConnection connection) => _connection = connection;

    /// <summary>The oldest entries after a cursor, at most <see cref="PageLength"/>.</summary>
    /// <param name="since">Cursor of the answer before; 0 for the beginning.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<JournalDto> GetAsync(long since = 0, CancellationToken cancellation = default) =>
        _connection.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"journal?since={since}"),
            ContractsJsonContext.Default.JournalDto,
            cancellation);

    /// <summary>All entries after a cursor, page by page, up to the present end.</summary>
    public async IAsyncEnumerable<JournalDto> GetAllAsync(
        long since = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        JournalDto page;
        do
        {
            page = await GetAsync(since, cancellation);
            since = page.Cursor;
            yield return page;
        }
        while (page.Entries.Count >= PageLength);
    }

    /// <summary>
    /// Entries after a cursor, and then new ones as they come. A lost server is asked again and again; only the first
    /// question, a refusal or a wrong certificate ends it with an exception.
    /// </summary>
    /// <param name="since">Cursor to go on from.</param>
    /// <param name="interval">Wait between two questions while nothing is new.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<JournalDto> FollowAsync(
        long since, TimeSpan interval, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var retry = new RetryDelay(_connection.Settings);
        while (true)
        {
            JournalDto? page = await TryGetAsync(since, retry, cancellation);
            if (page is null) continue;
            since = page.Cursor;
            if (page.Entries.Count > 0) yield return page;
            if (page.Entries.Count < PageLength) await Task.Delay(interval, _connection.Settings.Time, cancellation);
        }
    }

    /// <summary>Deletes all entries.</summary>
    public Task ClearAsync(CancellationToken cancellation = default) =>
        _connection.SendAsync(HttpMethod.Delete, "journal", cancellation);

    private async Task<JournalDto?> TryGetAsync(long since, RetryDelay retry, CancellationToken cancellation)
    {
        try
        {
            JournalDto page = await GetAsync(since, cancellation);
            retry.Succeeded();
            return page;
        }
        catch (ClientException e) when (retry.MayRetry(e.Error))
        {
            retry.Failed(e.Error);
            await retry.WaitAsync(cancellation);
            _connection.FindAgain();
            return null;
        }
    }
}
