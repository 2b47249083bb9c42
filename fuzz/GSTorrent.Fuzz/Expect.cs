namespace GSTorrent.Fuzz;

/// <summary>What a target finds wrong with an answer, beside exceptions that nobody promised.</summary>
internal static class Expect
{
    public static void That(bool isRight, string what)
    {
        if (!isRight) throw new FuzzFailureException(what);
    }
}

/// <summary>The parser answered, but what it said cannot be.</summary>
internal sealed class FuzzFailureException(string what) : Exception(what);
