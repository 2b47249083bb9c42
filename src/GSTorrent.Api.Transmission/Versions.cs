using GSTorrent.Api.Transmission.Rpc;

namespace GSTorrent.Api.Transmission;

/// <summary>
/// As which Transmission we answer, dialect by dialect. Clients turn features on by these, so they say what is
/// complete here, not how old we are.
/// </summary>
internal static class Versions
{
    public const string JsonRpcSemver = "6.0.1";

    /// <summary>Clients of an older one still work.</summary>
    public const int Minimum = 14;

    // Sonarr and others want digits, and whatever is in parentheses they pass over.
    public static string Program(Dialect dialect) =>
        dialect == Dialect.Legacy ? "4.0.6 (GSTorrent)" : "4.1.3 (GSTorrent)";

    public static int Number(Dialect dialect) => dialect == Dialect.Legacy ? 17 : 19;

    public static string Semver(Dialect dialect) => dialect == Dialect.Legacy ? "5.3.0" : JsonRpcSemver;
}
