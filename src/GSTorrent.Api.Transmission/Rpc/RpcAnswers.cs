using System.Text.Json;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>All that goes back for one request.</summary>
/// <param name="Items">None if every call was a notification.</param>
/// <param name="IsBatch">Is it a list, even if of one?</param>
internal sealed record RpcAnswers(IReadOnlyList<RpcAnswer> Items, bool IsBatch)
{
    public static RpcAnswers One(RpcAnswer? answer) => new(answer is null ? [] : [answer], IsBatch: false);

    public static RpcAnswers Failure(Dialect dialect, RpcError error) => One(new RpcAnswer(dialect, Id: null, error));

    public async ValueTask WriteAsync(Utf8JsonWriter json)
    {
        if (IsBatch) json.WriteStartArray();
        foreach (RpcAnswer answer in Items) await answer.WriteAsync(json);
        if (IsBatch) json.WriteEndArray();
    }
}
