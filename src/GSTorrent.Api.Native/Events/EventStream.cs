using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native.Events;

/// <summary>
/// Sends messages as <c>text/event-stream</c>, and a comment when nothing happened for a while, so that both ends find
/// out that the other is gone.
/// </summary>
/// <param name="response">Where to.</param>
/// <param name="clock">For pauses.</param>
/// <param name="mayGoOn">Asked before each message; false ends the stream.</param>
internal sealed class EventStream(HttpResponse response, TimeProvider clock, Func<bool> mayGoOn)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly byte[] StillHere = ": still here\n\n"u8.ToArray();

    public async Task SendAsync(Func<CancellationToken, IAsyncEnumerable<EventMessage>> read, CancellationToken stop)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.Body.FlushAsync(stop);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        IAsyncEnumerator<EventMessage> messages = read(ended.Token).GetAsyncEnumerator(ended.Token);
        Task<bool> next = messages.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                bool isQuiet = await IsQuietAsync(next, stop);
                if ((!isQuiet && !await next) || !mayGoOn()) return;
                // A write that is cancelled resets the connection: the reader would lose the end of the stream. One to
                // a reader that takes nothing ends by the lowest rate that the server allows.
                await response.BodyWriter.WriteAsync(isQuiet ? StillHere : messages.Current.Bytes, default);
                stop.ThrowIfCancellationRequested();
                if (!isQuiet) next = messages.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator may be disposed only while nobody waits for its next item.
            await ended.CancelAsync();
            await next.ContinueWith(
                static _ => { }, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await messages.DisposeAsync();
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
}
