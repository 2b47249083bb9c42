using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine.Tests.Discovery;

internal static class Announces
{
    public static AnnounceRequest Request { get; } = new()
    {
        InfoHash = TestMetainfo.Of(16_384, 1).InfoHash,
        PeerId = PeerId.Create("-GS0000-"u8, new Random(1)),
        Port = 6881,
        Left = 1,
        Event = AnnounceEvent.Started,
    };

    public static TrackerUrl Url(string text)
    {
        Assert.True(TrackerUrl.TryParse(text, out TrackerUrl? url, out string? error), error);
        return url!;
    }

    /// <summary>"tracker.test" has a loopback address of each family, "inside.test" one; others have none.</summary>
    public static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) => host switch
    {
        "tracker.test" => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback, IPAddress.Loopback]),
        "inside.test" => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
        _ => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)),
    };

    /// <summary>Waits for an announce; one that lasts a minute has no limit.</summary>
    public static Task<AnnounceResult> InTimeAsync(Task<AnnounceResult> announce) =>
        announce.WaitAsync(TimeSpan.FromSeconds(50), TestContext.Current.CancellationToken);
}
