using System.Text.Json;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>The reply to one call in its envelope.</summary>
/// <param name="Dialect">Which envelope.</param>
/// <param name="Id">The <c>id</c> or <c>tag</c> of the call, which comes back; null: none.</param>
/// <param name="Reply">What is in it.</param>
internal sealed record RpcAnswer(Dialect Dialect, JsonElement? Id, RpcReply Reply)
{
    private static readonly RpcName ErrorString = RpcName.Kebab("error_string");

    public async ValueTask WriteAsync(Utf8JsonWriter json)
    {
        var writer = new RpcWriter(json, Dialect);
        json.WriteStartObject();
        if (Dialect == Dialect.Legacy) await WriteLegacyAsync(writer);
        else await WriteJsonRpcAsync(writer);
        json.WriteEndObject();
    }

    private async ValueTask WriteLegacyAsync(RpcWriter writer)
    {
        writer.Json.WriteStartObject("arguments"u8);
        await Reply.WriteAsync(writer);
        writer.Json.WriteEndObject();
        writer.Json.WriteString("result"u8, Reply.Error?.Text ?? "success");
        WriteId(writer.Json, "tag"u8);
    }

    private async ValueTask WriteJsonRpcAsync(RpcWriter writer)
    {
        writer.Json.WriteString("jsonrpc"u8, "2.0"u8);
        if (Reply.Error is { } error)
        {
            WriteError(writer, error);
        }
        else
        {
            writer.Json.WriteStartObject("result"u8);
            await Reply.WriteAsync(writer);
            writer.Json.WriteEndObject();
        }

        if (Id is null) writer.Json.WriteNull("id"u8);
        WriteId(writer.Json, "id"u8);
    }

    private static void WriteError(RpcWriter writer, RpcError error)
    {
        writer.Json.WriteStartObject("error"u8);
        writer.Json.WriteNumber("code"u8, (int)error.Code);
        writer.Json.WriteString("message"u8, error.Message);
        if (!string.Equals(error.Text, error.Message, StringComparison.Ordinal))
        {
            writer.Json.WriteStartObject("data"u8);
            writer.Text(ErrorString, error.Text);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndObject();
    }

    private void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        if (Id is not { } id) return;
        json.WritePropertyName(name);
        id.WriteTo(json);
    }
}
