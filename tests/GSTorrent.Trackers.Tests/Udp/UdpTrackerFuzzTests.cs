using CsCheck;
using GSTorrent.Fuzz.Targets;

namespace GSTorrent.Trackers.Tests.Udp;

/// <summary>Whatever datagram comes: it is ours, a refusal or ignored, and never an exception.</summary>
public sealed class UdpTrackerFuzzTests
{
    private const uint Transaction = 7;

    [Fact]
    public void Random_datagrams() => Gen.Select(Gen.Byte[0, 5], Gen.Byte.Array[0, 80], (action, rest) =>
        (byte[])[0, 0, 0, action, 0, 0, 0, (byte)Transaction, .. rest]).Sample(datagram =>
    {
        for (int length = 0; length <= datagram.Length; length++) TrackerTargets.Udp(datagram[..length]);
    });

    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 80].Sample(TrackerTargets.Udp);
}
