namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>What came of a call: an error, or what is to be written between the braces of the result.</summary>
internal readonly struct RpcReply
{
    private readonly Func<RpcWriter, ValueTask>? _write;

    private RpcReply(RpcError? error, Func<RpcWriter, ValueTask>? write)
    {
        Error = error;
        _write = write;
    }

    /// <summary>Success without anything to tell.</summary>
    public static RpcReply Done => default;

    /// <summary>Null: it worked.</summary>
    public RpcError? Error { get; }

    public static RpcReply Of(Action<RpcWriter> write) => new(error: null, writer =>
    {
        write(writer);
        return ValueTask.CompletedTask;
    });

    /// <summary>A result that is large, or that asks for more while it is written.</summary>
    public static RpcReply OfStream(Func<RpcWriter, ValueTask> write) => new(error: null, write);

    public ValueTask WriteAsync(RpcWriter writer) => _write is null ? ValueTask.CompletedTask : _write(writer);

    public static implicit operator RpcReply(RpcError error) => new(error, write: null);
}
