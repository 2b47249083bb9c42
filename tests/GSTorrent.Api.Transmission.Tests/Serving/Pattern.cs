using System.Text.Json;
using System.Text.Json.Nodes;

namespace GSTorrent.Api.Transmission.Tests.Serving;

/// <summary>
/// Compares JSON with a pattern: everything must be equal, but <c>"$number"</c>, <c>"$text"</c>, <c>"$flag"</c>,
/// <c>"$array"</c>, <c>"$object"</c> stand for any value of that kind, and a member <c>"$more": true</c> allows further
/// members in its object.
/// </summary>
internal static class Pattern
{
    /// <summary>Null, or where they differ and how.</summary>
    public static string? Differ(JsonNode? pattern, JsonNode? actual, string at = "$")
    {
        if (pattern is JsonValue value && value.GetValueKind() == JsonValueKind.String
            && ((string)value!).StartsWith('$'))
            return IsOfKind((string)value!, actual) ? null : $"{at}: {Show(actual)} is no {value}";
        return (pattern, actual) switch
        {
            (JsonObject wanted, JsonObject got) => DifferObjects(wanted, got, at),
            (JsonArray wanted, JsonArray got) when wanted.Count == got.Count =>
                wanted.Select((item, i) => Differ(item, got[i], $"{at}[{i}]")).FirstOrDefault(one => one is not null),
            _ => JsonNode.DeepEquals(pattern, actual) ? null : $"{at}: {Show(actual)} instead of {Show(pattern)}",
        };
    }

    private static string? DifferObjects(JsonObject wanted, JsonObject got, string at)
    {
        bool allowsMore = wanted.ContainsKey("$more");
        foreach ((string name, JsonNode? item) in wanted)
        {
            if (name == "$more") continue;
            if (!got.ContainsKey(name)) return $"{at}.{name} is missing in {Show(got)}";
            if (Differ(item, got[name], $"{at}.{name}") is { } difference) return difference;
        }

        string? extra = got.Select(pair => pair.Key).FirstOrDefault(name => !wanted.ContainsKey(name));
        return allowsMore || extra is null ? null : $"{at}.{extra} is not expected: {Show(got[extra])}";
    }

    private static bool IsOfKind(string kind, JsonNode? node)
    {
        JsonValueKind actual = node?.GetValueKind() ?? JsonValueKind.Null;
        return kind switch
        {
            "$number" => actual == JsonValueKind.Number,
            "$text" => actual == JsonValueKind.String,
            "$flag" => actual is JsonValueKind.True or JsonValueKind.False,
            "$array" => actual == JsonValueKind.Array,
            "$object" => actual == JsonValueKind.Object,
            _ => throw new InvalidOperationException($"{kind} is no kind of value"),
        };
    }

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}
