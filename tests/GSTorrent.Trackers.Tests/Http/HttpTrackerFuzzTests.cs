using CsCheck;
using GSTorrent.Fuzz.Targets;

namespace GSTorrent.Trackers.Tests.Http;

/// <summary>Whatever a tracker answers: a result or an error, within bounds, never an exception.</summary>
public sealed class HttpTrackerFuzzTests
{
    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 100].Sample(TrackerTargets.Http);
}
