using GSTorrent.Api.Transmission.Rpc;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>Session keys that only tell: versions, the session's id, units.</summary>
internal static class FactKeys
{
    private static readonly string[] LegacyScale = ["kB", "MB", "GB", "TB"];
    private static readonly string[] Scale = ["B", .. LegacyScale];
    private static readonly string[] LegacyMemoryScale = ["KiB", "MiB", "GiB", "TiB"];
    private static readonly string[] MemoryScale = ["B", .. LegacyMemoryScale];

    public static IReadOnlyList<SessionKey> All { get; } =
    [
        SessionKey.Number("rpc_version", view => Versions.Number(view.Dialect)),
        SessionKey.Number("rpc_version_minimum", _ => Versions.Minimum),
        SessionKey.Text("rpc_version_semver", view => Versions.Semver(view.Dialect)),
        SessionKey.Text("version", view => Versions.Program(view.Dialect)),
        SessionKey.Text("session_id", view => view.SessionId),
        new(RpcName.Kebab("units"), "object", (writer, _) => WriteUnits(writer)),
    ];

    private static void WriteUnits(RpcWriter writer)
    {
        bool isLegacy = writer.Dialect == Dialect.Legacy;
        string[] sizes = isLegacy ? LegacyScale : Scale;
        writer.Json.WriteStartObject();
        Write(writer, "speed", [.. sizes.Select(unit => unit + "/s")], 1000);
        Write(writer, "size", sizes, 1000);
        Write(writer, "memory", isLegacy ? LegacyMemoryScale : MemoryScale, 1024);
        writer.Json.WriteEndObject();
    }

    private static void Write(RpcWriter writer, string what, string[] units, int bytes)
    {
        writer.BeginArray(RpcName.Kebab($"{what}_units"));
        foreach (string unit in units) writer.Json.WriteStringValue(unit);
        writer.Json.WriteEndArray();
        writer.Number(RpcName.Kebab($"{what}_bytes"), bytes);
    }
}
