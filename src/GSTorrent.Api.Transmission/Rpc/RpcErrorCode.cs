namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>Codes of errors: those of JSON-RPC 2.0 and those of Transmission 4.1.</summary>
internal enum RpcErrorCode
{
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    SetAnnounceList = 1,
    InvalidTrackerList = 2,
    PathNotAbsolute = 3,
    UnrecognizedInfo = 4,
    SystemError = 5,
    FileIndexOutOfRange = 6,
    PieceIndexOutOfRange = 7,
    HttpError = 8,
    CorruptTorrent = 9,
}
