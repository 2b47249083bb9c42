namespace GSTorrent.Architecture.Tests;

/// <summary>Fails with the whole list, so that one run tells everything there is to repair.</summary>
internal static class Violations
{
    public static void None(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        if (all.Length > 0)
        {
            Assert.Fail($"{all.Length} violations:\n{string.Join('\n', all)}");
        }
    }
}
