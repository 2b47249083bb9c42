using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Engine.Tests;

/// <summary>Virtual time for engines that exchange real data.</summary>
internal static class PassingTime
{
    public static Task PassForAsync(FakeTimeProvider time, int seconds, params TorrentHandle[] handles)
    {
        long end = time.GetTimestamp() + (seconds * time.TimestampFrequency);
        return PassAsync(time, () => time.GetTimestamp() >= end, handles);
    }

    /// <summary>
    /// Lets time pass a tenth of a second at a time, and the engines work in between, until something is so.
    /// </summary>
    public static async Task PassAsync(FakeTimeProvider time, Func<bool> isSo, params TorrentHandle[] handles)
    {
        for (int i = 0; !isSo(); i++)
        {
            Assert.InRange(i, 0, 20_000);
            time.Advance(TimeSpan.FromMilliseconds(100));
            await SettledAsync(handles);
        }
    }

    /// <summary>Waits until nothing moves any more without time passing.</summary>
    public static async Task SettledAsync(params TorrentHandle[] handles)
    {
        long moved = -1;
        for (int same = 0; same < 30;)
        {
            long now = 0;
            foreach (TorrentHandle handle in handles)
                now += (await handle.GetPeersAsync()).Sum(peer => peer.Uploaded + peer.Downloaded);
            same = now == moved ? same + 1 : 0;
            moved = now;
            await Task.Yield();
        }
    }
}
