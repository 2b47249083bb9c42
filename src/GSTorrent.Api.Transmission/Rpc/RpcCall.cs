using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>Who calls.</summary>
/// <param name="Caller">And what that one may do.</param>
/// <param name="Notes">Takes what its calls change.</param>
/// <param name="EndServer">Ends the server once the reply has left.</param>
/// <param name="Aborted">The client went away.</param>
internal sealed record RpcOrigin(
    Caller Caller, ChangeNotes Notes, Action EndServer, CancellationToken Aborted);

/// <summary>A call of a method.</summary>
/// <param name="Arguments">By their snake_case names.</param>
/// <param name="Dialect">In which language.</param>
/// <param name="Origin">From whom.</param>
internal sealed record RpcCall(Arguments Arguments, Dialect Dialect, RpcOrigin Origin)
{
    public Caller Caller => Origin.Caller;

    /// <summary>The torrents that it has changed, as they were or are; null: it is about none.</summary>
    public IReadOnlyList<TorrentRow>? Changed { get; set; }
}
