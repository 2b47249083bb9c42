using GSTorrent.Application.Access;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>A row of the table of methods.</summary>
/// <param name="Name">In both dialects.</param>
/// <param name="Role">The least that may call it.</param>
/// <param name="RunAsync">What it does.</param>
internal sealed record RpcMethod(RpcName Name, AccessRole Role, Func<RpcCall, Task<RpcReply>> RunAsync)
{
    /// <summary>Does it only tell? Then nothing happens if nobody wants the reply.</summary>
    public bool IsQuestion => Role == AccessRole.Read;

    public static RpcMethod Of(string snake, AccessRole role, Func<RpcCall, Task<RpcReply>> runAsync) =>
        new(RpcName.Kebab(snake), role, runAsync);

    public static RpcMethod Of(string snake, AccessRole role, Func<RpcCall, RpcReply> run) =>
        new(RpcName.Kebab(snake), role, call => Task.FromResult(run(call)));
}
