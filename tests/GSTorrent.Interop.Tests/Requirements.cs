using GSTorrent.Peers;

namespace GSTorrent.Interop.Tests;

/// <summary>
/// Skips a test by name when a program it needs is not installed. In continuous integration a skip fails.
/// </summary>
public static class Requirements
{
    public static void Need(params IEnumerable<string> programs)
    {
        string? missing = Installed.FirstMissing(programs);
        Assert.SkipWhen(missing is not null, $"not installed: {missing}");
    }

    public static void Need(params IEnumerable<PeerKind> kinds) =>
        Need(kinds.Select(PeerKinds.Requires).Append("mktorrent"));
}
