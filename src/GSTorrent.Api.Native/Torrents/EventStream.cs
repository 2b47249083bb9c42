using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application.ReadModel;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>
/// Writes deltas as messages of <c>text/event-stream</c>, and a comment when nothing happened for a while, so that
/// both ends find out that the other is gone.
/// </summary>
/// <param name="response">Where to.</param>
/// <param name="clock">For pauses.</param>
/// <param name="mayGoOn">Asked before each message; false ends the stream.</param>
internal sealed class EventStream(HttpResponse response, TimeProvider clock, Func<bool> mayGoOn)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task SendAsync(CallerTorrents torrents, long since, CancellationToken stop)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.Body.FlushAsync(stop);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        IAsyncEnumerator<TorrentDelta> deltas =
            torrents.FollowAsync(since, Pause, clock, ended.Token).GetAsyncEnumerator(ended.Token);
        Task<bool> next = deltas.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                bool isQuiet = await IsQuietAsync(next, stop);
                if ((!isQuiet && !await next) || !mayGoOn()) return;
                if (isQuiet) Write(": still here\n\n");
                else await WriteAsync(deltas.Current, stop);
                await response.BodyWriter.FlushAsync(stop);
                if (!isQuiet) next = deltas.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator may be disposed only while nobody waits for its next item.
            await ended.CancelAsync();
            await next.ContinueWith(
                static _ => { }, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await deltas.DisposeAsync();
        }
    }

    private async Task<bool> IsQuietAsync(Task<bool> next, CancellationToken stop)
    {
        if (next.IsCompleted) return false;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task silence = Task.Delay(Heartbeat, clock, ended.Token);
        bool isQuiet = await Task.WhenAny(next, silence) == silence;
        await ended.CancelAsync();
        stop.ThrowIfCancellationRequested();
        return isQuiet;
    }

    private async Task WriteAsync(TorrentDelta delta, CancellationToken stop)
    {
        var message = new EventDto
        {
            Revision = delta.Revision,
            Full = delta.IsFull,
            Changed = new TranslatedList<TorrentRow, TorrentDto>(delta.Changed, TorrentTranslation.ToDto),
            Removed = delta.Removed,
        };
        string id = delta.Revision.ToString(CultureInfo.InvariantCulture);
        Write($"event: torrents\nid: {id}\ndata: ");
        await JsonSerializer.SerializeAsync(
            response.BodyWriter, message, ContractsJsonContext.Default.EventDto, stop);
        Write("\n\n");
    }

    private void Write(string text)
    {
        PipeWriter output = response.BodyWriter;
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(text.Length * 3)));
    }
}
