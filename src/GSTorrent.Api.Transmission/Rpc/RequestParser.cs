using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>
/// Bytes to JSON. After this every text in it can be read: invalid UTF-8 and half surrogate pairs, which would only
/// be noticed later, are refused here.
/// </summary>
internal static class RequestParser
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Null with the reason if it is no JSON.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body, out string reason)
    {
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..];
        reason = "the body is no valid UTF-8";
        if (!Utf8.IsValid(body.Span)) return null;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(body, Options);
            reason = "a text holds half a surrogate pair";
            if (IsLegible(document.RootElement)) return document;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            reason = broken.Message;
        }

        document?.Dispose();
        return null;
    }

    /// <summary>The dialect of a request that cannot be parsed, as far as its bytes tell.</summary>
    public static Dialect Guess(ReadOnlySpan<byte> body) =>
        body.IndexOf("\"jsonrpc\""u8) >= 0 ? Dialect.JsonRpc : Dialect.Legacy;

    private static bool IsLegible(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(property =>
            CanRead(() => property.Name) && IsLegible(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(IsLegible),

        // Only escapes can hide something: a torrent in Base64 need not be copied for this.
        JsonValueKind.String => !JsonMarshal.GetRawUtf8Value(element).Contains((byte)'\\')
            || CanRead(element.GetString),
        _ => true,
    };

    private static bool CanRead(Func<string?> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
