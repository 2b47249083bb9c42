using System.Text;
using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.QBittorrent.App;

/// <summary>
/// What pages and programs put down for those they work for. It is their own, so those who only look may do it too.
/// </summary>
internal sealed class ClientDataRoutes(ClientValues values)
{
    // Longer texts cannot be within the limits, however they are written: a letter takes six at most.
    private const int MaxTextLength = 6 * ClientValues.MaxBytesOfOne;

    public void Map(RouteSet routes)
    {
        routes.Read("/clientdata/load", LoadAsync);
        routes.Change("/clientdata/store", StoreAsync, AccessRole.Read);
    }

    private Task LoadAsync(Call call)
    {
        IReadOnlyDictionary<string, ClientValue> all = values.Of(call.Caller);
        string text = call.Parameters.Find("keys") ?? "";
        if (text.Length == 0) return call.JsonAsync(writer => Write(writer, all.Values));
        if (!Read(text, JsonValueKind.Array, "keys must be an array", ReadKeys).TryGet(out var keys, out var error))
            return call.RefuseAsync(error);
        IEnumerable<ClientValue?> found = keys.Distinct(StringComparer.Ordinal).Select(all.GetValueOrDefault);
        return call.JsonAsync(writer => Write(writer, found.OfType<ClientValue>()));
    }

    private async Task StoreAsync(Call call)
    {
        string text = call.Parameters.Find("data") ?? "";
        Result<Dictionary<string, string?>> read =
            Read(text, JsonValueKind.Object, "data must be an object", ReadChanges);
        if (!read.TryGet(out Dictionary<string, string?>? changes, out AppError? error))
        {
            await call.RefuseAsync(error);
            return;
        }

        error = await values.ChangeAsync(call.Caller, changes);
        await (error?.Code is "too-large" ? call.ConflictAsync(error.Message) : call.DoneAsync(error));
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<ClientValue> shown)
    {
        writer.WriteStartObject();
        foreach (ClientValue value in shown)
        {
            writer.WritePropertyName(value.Name);
            writer.WriteRawValue(value.Json, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static Result<T> Read<T>(
        string text, JsonValueKind kind, string otherwise, Func<JsonElement, Result<T>> read)
    {
        if (text.Length > MaxTextLength) return new AppError("conflict", "The data is too large.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == kind
                ? read(document.RootElement)
                : new AppError("bad-request", otherwise);
        }
        catch (JsonException wrong)
        {
            return new AppError("bad-request", $"The JSON is not valid: {wrong.Message}");
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates (RFC 8259 section 8.2).
            return new AppError("bad-request", "The JSON has a text that is no Unicode.");
        }
    }

    private static Result<string[]> ReadKeys(JsonElement array)
    {
        if (array.EnumerateArray().Any(key => key.ValueKind != JsonValueKind.String))
            return new AppError("bad-request", "Items of keys must be strings");
        return array.EnumerateArray().Select(key => key.GetString()!).ToArray();
    }

    // Of a name that is given twice, the last one counts.
    private static Result<Dictionary<string, string?>> ReadChanges(JsonElement members)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (JsonProperty member in members.EnumerateObject())
            changes[member.Name] = member.Value.ValueKind == JsonValueKind.Null ? null : Compact(member.Value);
        return changes;
    }

    private static string Compact(JsonElement value)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, Call.Json)) value.WriteTo(writer);
        return Encoding.UTF8.GetString(content.ToArray());
    }
}
