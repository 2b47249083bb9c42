using System.Collections.Frozen;
using System.Text.Json;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>
/// Takes requests apart, in both dialects, and runs the methods that they name. Which dialect it is, the member
/// <c>jsonrpc</c> tells.
/// </summary>
internal sealed class RpcDoor(IEnumerable<RpcMethod> methods)
{
    private const int MaxBatch = 200;
    private readonly FrozenDictionary<string, RpcMethod> _methods =
        methods.ToFrozenDictionary(method => method.Name.Snake, StringComparer.Ordinal);

    public IEnumerable<RpcMethod> Methods => _methods.Values;

    public async Task<RpcAnswers> AnswerAsync(JsonElement request, RpcOrigin origin)
    {
        if (request.ValueKind == JsonValueKind.Array) return await AnswerBatchAsync(request, origin);
        if (request.ValueKind != JsonValueKind.Object)
            return RpcAnswers.Failure(Dialect.JsonRpc, Invalid("request must be an Array or Object"));
        return RpcAnswers.One(request.TryGetProperty("jsonrpc"u8, out _)
            ? await AnswerJsonRpcAsync(request, origin)
            : await AnswerLegacyAsync(request, origin));
    }

    private static RpcError Invalid(string text) => new(RpcErrorCode.InvalidRequest, text);

    private async Task<RpcAnswers> AnswerBatchAsync(JsonElement batch, RpcOrigin origin)
    {
        if (batch.GetArrayLength() is 0 or > MaxBatch)
            return RpcAnswers.Failure(Dialect.JsonRpc, Invalid($"a batch has 1 to {MaxBatch} requests"));
        var answers = new List<RpcAnswer>();
        foreach (JsonElement request in batch.EnumerateArray())
        {
            // One after the other: what comes later may build on what came before.
            if (await AnswerJsonRpcAsync(request, origin) is { } answer) answers.Add(answer);
        }

        return new RpcAnswers(answers, IsBatch: true);
    }

    private async Task<RpcAnswer?> AnswerJsonRpcAsync(JsonElement request, RpcOrigin origin)
    {
        RpcAnswer Answer(JsonElement? id, RpcReply reply) => new(Dialect.JsonRpc, id, reply);
        if (request.ValueKind != JsonValueKind.Object) return Answer(null, Invalid("request must be an Object"));
        if (!IsVersion2(request)) return Answer(null, Invalid("JSON-RPC version is not 2.0"));
        bool wantsReply = request.TryGetProperty("id"u8, out JsonElement id);
        if (wantsReply && id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null))
            return Answer(null, Invalid("id type must be String, Number, or Null"));
        JsonElement? answerId = wantsReply ? id : null;
        if (!request.TryGetProperty("method"u8, out JsonElement name) || name.ValueKind != JsonValueKind.String)
            return Answer(answerId, Invalid("method must be a String"));
        RpcReply reply = await RunAsync(request, name.GetString()!, origin, wantsReply);
        return wantsReply ? Answer(answerId, reply) : null;
    }

    private async Task<RpcReply> RunAsync(JsonElement request, string name, RpcOrigin origin, bool wantsReply)
    {
        if (!_methods.TryGetValue(name, out RpcMethod? method)) return new RpcError(RpcErrorCode.MethodNotFound);
        if (!wantsReply && method.IsQuestion) return RpcReply.Done;
        JsonElement? parameters = request.TryGetProperty("params"u8, out JsonElement given) ? given : null;
        return parameters is { ValueKind: not JsonValueKind.Object }
            ? RpcError.InvalidParams("params must be an Object")
            : await RunAsync(method, new RpcCall(Arguments.Of(parameters, Dialect.JsonRpc), Dialect.JsonRpc, origin));
    }

    private async Task<RpcAnswer> AnswerLegacyAsync(JsonElement request, RpcOrigin origin)
    {
        bool hasTag = request.TryGetProperty("tag"u8, out JsonElement tag)
            && tag.ValueKind is JsonValueKind.Number or JsonValueKind.String;
        return new RpcAnswer(Dialect.Legacy, hasTag ? tag : null, await RunLegacyAsync(request, origin));
    }

    private async Task<RpcReply> RunLegacyAsync(JsonElement request, RpcOrigin origin)
    {
        if (!request.TryGetProperty("method"u8, out JsonElement name) || name.ValueKind != JsonValueKind.String)
            return Invalid("no method name");
        if (!_methods.TryGetValue(NameStyles.ToSnake(name.GetString()!), out RpcMethod? method))
            return new RpcError(RpcErrorCode.MethodNotFound, "method name not recognized");
        JsonElement? arguments = request.TryGetProperty("arguments"u8, out JsonElement given)
            && given.ValueKind != JsonValueKind.Null ? given : null;
        return arguments is { ValueKind: not JsonValueKind.Object }
            ? RpcError.InvalidParams("arguments must be an object")
            : await RunAsync(method, new RpcCall(Arguments.Of(arguments, Dialect.Legacy), Dialect.Legacy, origin));
    }

    private static async Task<RpcReply> RunAsync(RpcMethod method, RpcCall call)
    {
        if (call.Caller.Role < method.Role)
        {
            return new RpcError(
                RpcErrorCode.SystemError, $"{method.Name.Legacy} needs the role '{RoleWords.Of(method.Role)}'");
        }

        RpcReply reply = await method.RunAsync(call);
        call.Origin.Notes.Add(method, call, reply);
        return reply;
    }

    private static bool IsVersion2(JsonElement request) =>
        request.TryGetProperty("jsonrpc"u8, out JsonElement version) && version.ValueKind == JsonValueKind.String
        && version.ValueEquals("2.0"u8);
}
