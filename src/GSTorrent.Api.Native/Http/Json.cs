using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GSTorrent.Api.Contracts;
using GSTorrent.Application;

namespace GSTorrent.Api.Native.Http;

/// <summary>
/// The contracts' JSON, read more strictly than a client has to: a number in quotes, null where a value must be, a name
/// given twice, one that there is not and deep nesting are refused.
/// </summary>
internal static class Json
{
    public static ContractsJsonContext Strict { get; } = new(
        new JsonSerializerOptions(ContractsJsonContext.Default.Options)
        {
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
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
    public static AppError Explain(JsonException error) =>
        UnknownMember(error) ?? new AppError("bad-request", Describe(error));

    // The exception has no other mark of it than its text, which is the same in all cultures.
    private static AppError? UnknownMember(JsonException error)
    {
        const string Before = "The JSON property '", After = "' could not be mapped to any .NET member";
        int end = error.Message.LastIndexOf(After, StringComparison.Ordinal);
        if (end < 0 || !error.Message.StartsWith(Before, StringComparison.Ordinal)) return null;
        string name = Excerpt.Of(error.Message[Before.Length..end], 100);
        string text = $"There is no member '{name}' here{PlaceOf(error)}: nothing was changed.";
        return new AppError("member-unknown", text);
    }

    private static string PlaceOf(JsonException error) =>
        error.LineNumber is { } line ? $" (line {line + 1}, byte {error.BytePositionInLine + 1})" : "";

    private static string Describe(JsonException error)
    {
        string at = PlaceOf(error);
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
