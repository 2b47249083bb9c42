using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GSTorrent.Api.Contracts;

namespace GSTorrent.Api.Native.Http;

/// <summary>
/// The contracts' JSON, read more strictly than a client has to: null where a value must be, a name given twice and
/// deep nesting are refused.
/// </summary>
internal static class Json
{
    public static ContractsJsonContext Strict { get; } = new(
        new JsonSerializerOptions(ContractsJsonContext.Default.Options)
        {
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            MaxDepth = 16,
        });

    /// <summary>
    /// For what is written by hand. The type of an answer is told and never guessed (<c>nosniff</c>), so nothing in it
    /// need be disguised.
    /// </summary>
    public static JsonWriterOptions Plain { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>What is wrong with the body and where, in a sentence without names of our types.</summary>
    public static string Explain(JsonException error)
    {
        string at = error.LineNumber is { } line
            ? $" (line {line + 1}, byte {error.BytePositionInLine + 1})"
            : "";
        string path = error.Path is null or "$" ? "" : $" at {error.Path}";
        string reason = error.Message;
        if (reason.Contains("does not contain any JSON tokens", StringComparison.Ordinal)) return "The body is empty.";
        const string Missing = "required properties including: ";
        int names = reason.IndexOf(Missing, StringComparison.Ordinal);
        if (names >= 0) return $"The body lacks {reason[(names + Missing.Length)..].Split(" Path:")[0].TrimEnd('.')}.";
        if (reason.Contains("GSTorrent.", StringComparison.Ordinal)
            || reason.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return $"The value{path}{at} is not what belongs there.";
        return $"The body is no valid JSON{path}{at}: {reason.Split(" Path:")[0]}";
    }
}
