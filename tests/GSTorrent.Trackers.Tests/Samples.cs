using System.Text;
using GSTorrent.Primitives;

namespace GSTorrent.Trackers.Tests;

internal static class Samples
{
    public static InfoHash InfoHash { get; } = new([0x12, 0x34, 0xab, 0, 0xff, .. "AZaz09-_.~ &=?#"u8]);

    public static AnnounceRequest Request { get; } = new()
    {
        InfoHash = InfoHash,
        PeerId = new PeerId("-GT0100-abcdefghijkl"u8),
        Port = 6881,
        Uploaded = 1,
        Downloaded = 2,
        Left = 3,
        NumWant = 50,
        Key = 0xdeadbeef,
    };

    public static TrackerUrl Url(string text)
    {
        Assert.True(TrackerUrl.TryParse(text, out TrackerUrl? url, out string? error), error);
        return url!;
    }

    public static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
