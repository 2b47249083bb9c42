using System.Diagnostics;

namespace GSTorrent.LoadLab.Answers;

/// <summary>Some remotes at once, each of which asks one thing after the other, twenty times a second.</summary>
internal sealed class Remotes(IReadOnlyList<Face> faces, IReadOnlyList<string> infoHashes)
{
    private const int RemoteCount = 3, PauseMs = 50;
    private int _turn;

    /// <summary>Torrents that are asked for more often than others: those that the load is about.</summary>
    public IReadOnlyList<string> Special { get; set; } = [];

    /// <summary>Asks for a while; the times by face.</summary>
    public async Task<IReadOnlyDictionary<string, Latencies>> AskAsync(TimeSpan time, CancellationToken stop)
    {
        var times = faces.ToDictionary(face => face.Name, _ => new Latencies(), StringComparer.Ordinal);
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, RemoteCount).Select(number =>
        {
            Face face = faces[number % faces.Count];
            return AskAsync(face, times[face.Name], end, stop);
        }));
        return times;
    }

    private async Task AskAsync(Face face, Latencies times, long end, CancellationToken stop)
    {
        IReadOnlyList<RemoteCall> calls = face.Calls(Next);
        for (int i = 0; Stopwatch.GetTimestamp() < end; i++)
        {
            RemoteCall call = calls[i % calls.Count];
            long started = Stopwatch.GetTimestamp();
            try
            {
                await call.AskAsync(stop);
                times.Add(call.Kind, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            catch (Exception failed) when (failed is HttpRequestException or IOException
                || (failed is TaskCanceledException && !stop.IsCancellationRequested))
            {
                times.Fail($"{call.Kind}: {failed.Message}");
            }

            double restMs = PauseMs - Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (restMs > 1) await Task.Delay(TimeSpan.FromMilliseconds(restMs), stop);
        }
    }

    // Every other one is one of the special torrents, if there are some.
    private string Next()
    {
        int turn = Interlocked.Increment(ref _turn);
        IReadOnlyList<string> from = Special.Count > 0 && turn % 2 == 0 ? Special : infoHashes;
        return from[turn / 2 * 7919 % from.Count];
    }
}
