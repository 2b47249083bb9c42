using GSTorrent.Application.Access;

namespace GSTorrent.Api.Native.Tests.Access.Matrix;

/// <summary>The callers of the table's columns, in their order, each with a token; nobody has none.</summary>
internal static class MatrixCallers
{
    /// <summary>The category of those who are narrowed, and that of the torrent that is not theirs.</summary>
    public const string Own = "tv", Foreign = "films";

    private static readonly (string Name, AccessRole Role, string? Category)[] Signed =
    [
        ("read", AccessRole.Read, null), ("control", AccessRole.Control, null), ("admin", AccessRole.Admin, null),
        ("read@tv", AccessRole.Read, Own), ("control@tv", AccessRole.Control, Own),
    ];

    public static IReadOnlyList<string> Names { get; } = ["nobody", .. Signed.Select(caller => caller.Name)];

    public static bool IsNarrowed(string name) => name.Contains('@');

    public static async Task<Dictionary<string, string>> TokensAsync(RunningServer server)
    {
        var tokens = new Dictionary<string, string> { ["nobody"] = "" };
        foreach ((string name, AccessRole role, string? category) in Signed)
            tokens[name] = await server.TokenOfAsync(role, category);
        return tokens;
    }
}
