using System.Text.Json;
using System.Text.Json.Nodes;

namespace GSTorrent.Api.QBittorrent.Tests.Transcripts;

/// <summary>
/// Compares an answer with what is expected of it. "&lt;int&gt;", "&lt;real&gt;", "&lt;text&gt;" and "&lt;any&gt;"
/// stand for values that differ from run to run, "&lt;save:name&gt;" keeps one for later steps; "..." as a key allows
/// more keys than are named.
/// </summary>
internal static class JsonMatch
{
    /// <summary>Null: it fits; else where and how not.</summary>
    public static string? Compare(
        JsonNode? expected, JsonNode? actual, IDictionary<string, string> saved, string at = "$") => expected switch
        {
            JsonObject wished => CompareObjects(wished, actual, saved, at),
            JsonArray wished => CompareArrays(wished, actual, saved, at),
            JsonValue wished when wished.GetValueKind() == JsonValueKind.String
                && wished.GetValue<string>() is ['<', .. string kind, '>'] => CompareKind(kind, actual, saved, at),
            _ => JsonNode.DeepEquals(expected, actual) ? null : Differs(at, expected, actual),
        };

    private static string? CompareObjects(
        JsonObject expected, JsonNode? actual, IDictionary<string, string> saved, string at)
    {
        if (actual is not JsonObject found) return Differs(at, expected, actual);
        foreach ((string key, JsonNode? value) in expected)
        {
            if (key == "...") continue;
            if (!found.ContainsKey(key)) return $"{at} lacks {key}: {found.ToJsonString()}";
            if (Compare(value, found[key], saved, $"{at}.{key}") is { } difference) return difference;
        }

        string? more = found.Select(pair => pair.Key).FirstOrDefault(key => !expected.ContainsKey(key));
        return more is null || expected.ContainsKey("...") ? null : $"{at} has {more}: {found[more]?.ToJsonString()}";
    }

    private static string? CompareArrays(
        JsonArray expected, JsonNode? actual, IDictionary<string, string> saved, string at)
    {
        if (actual is not JsonArray found || found.Count != expected.Count) return Differs(at, expected, actual);
        return expected.Select((value, i) => Compare(value, found[i], saved, $"{at}[{i}]"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? CompareKind(
        string kind, JsonNode? actual, IDictionary<string, string> saved, string at)
    {
        JsonValueKind found = actual?.GetValueKind() ?? JsonValueKind.Null;
        if (kind.StartsWith("save:", StringComparison.Ordinal)) saved[kind[5..]] = actual?.ToString() ?? "";
        bool fits = kind switch
        {
            "int" => found == JsonValueKind.Number && long.TryParse(actual!.ToJsonString(), out _),
            "real" => found == JsonValueKind.Number,
            "text" => found == JsonValueKind.String,
            _ => true,
        };
        return fits ? null : Differs(at, kind, actual);
    }

    private static string Differs(string at, JsonNode? expected, JsonNode? actual) =>
        $"{at}: {actual?.ToJsonString() ?? "null"} instead of {expected?.ToJsonString() ?? "null"}";
}
