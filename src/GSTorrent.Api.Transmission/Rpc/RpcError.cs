using GSTorrent.Application;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>Why a call came to nothing. Immutable.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Text">For people; the legacy dialect has nothing else.</param>
internal sealed record RpcError(RpcErrorCode Code, string Text)
{
    public RpcError(RpcErrorCode code)
        : this(code, MessageOf(code))
    {
    }

    /// <summary>What JSON-RPC says for the code.</summary>
    public string Message => MessageOf(Code);

    public static RpcError InvalidParams(string text) => new(RpcErrorCode.InvalidParams, text);

    /// <summary>The application's errors as clients of Transmission know them.</summary>
    public static RpcError Of(AppError error) => error.Code switch
    {
        "torrent-invalid" or "magnet-invalid" or "address-invalid" => new(RpcErrorCode.UnrecognizedInfo),
        "files-invalid" => new(RpcErrorCode.FileIndexOutOfRange),
        "tracker-invalid" => new(RpcErrorCode.InvalidTrackerList),
        "fetch-failed" => new(RpcErrorCode.HttpError, error.Message),
        "bad-request" or "name-invalid" or "setting-invalid" or "tags-invalid" or "category-invalid"
            => InvalidParams(error.Message),
        _ => new(RpcErrorCode.SystemError, error.Message),
    };

    private static string MessageOf(RpcErrorCode code) => code switch
    {
        RpcErrorCode.ParseError => "Parse error",
        RpcErrorCode.InvalidRequest => "Invalid Request",
        RpcErrorCode.MethodNotFound => "Method not found",
        RpcErrorCode.InvalidParams => "Invalid params",
        RpcErrorCode.SetAnnounceList => "error setting announce list",
        RpcErrorCode.InvalidTrackerList => "Invalid tracker list",
        RpcErrorCode.PathNotAbsolute => "path is not absolute",
        RpcErrorCode.UnrecognizedInfo => "unrecognized info",
        RpcErrorCode.FileIndexOutOfRange => "file index out of range",
        RpcErrorCode.PieceIndexOutOfRange => "piece index out of range",
        RpcErrorCode.HttpError => "HTTP error from backend service",
        RpcErrorCode.CorruptTorrent => "invalid or corrupt torrent file",
        _ => "system error",
    };
}
