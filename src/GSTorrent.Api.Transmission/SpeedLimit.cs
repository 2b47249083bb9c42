namespace GSTorrent.Api.Transmission;

/// <summary>
/// A limit as Transmission has it, kB/s and whether it holds, and as we have it, bytes a second with 0 for none. One
/// that does not hold has no value here, so it shows Transmission's standard, which is also what it gets when it is
/// switched on without a value.
/// </summary>
internal static class SpeedLimit
{
    /// <summary>Bytes in a kB.</summary>
    public const int Kilo = 1_000;

    private const long Standard = 100;
    private const long Largest = long.MaxValue / Kilo;

    public static long ShownOf(long bytesPerSecond) => bytesPerSecond == 0 ? Standard : bytesPerSecond / Kilo;

    /// <summary>Null: it stays as it is.</summary>
    /// <param name="now">Bytes a second.</param>
    /// <param name="holds">As it was given.</param>
    /// <param name="limit">As it was given, in kB/s.</param>
    public static long? Change(long now, bool? holds, long? limit)
    {
        if (holds is false) return now == 0 ? null : 0;
        if (holds is null && (limit is null || now == 0)) return null;
        if (limit is not { } wished) return now == 0 ? Standard * Kilo : null;

        // What shows as 500 stays the 500,999 that it is, and a limit of nothing is as near to that as can be.
        if (now > 0 && wished == ShownOf(now)) return null;
        return wished <= 0 ? 1 : Math.Min(wished, Largest) * Kilo;
    }
}
