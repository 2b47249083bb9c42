using System.Globalization;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Api.QBittorrent.Transfer;
using GSTorrent.Application;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>What clients ask for again and again: everything at first, then what changed.</summary>
internal sealed class SyncRoutes
{
    private readonly MaindataMaker _maker;
    private readonly PeersMaker _peers;
    private readonly SyncClients<MaindataState> _clients;

    public SyncRoutes(GstHost host, FrameMaker frames, ServerStateMaker server, TimeProvider clock)
    {
        // Another run's numbers are unknown to this one.
        int firstId = (int)(host.StartedAt.ToUnixTimeMilliseconds() / 100 % 1_000_000_000);
        _maker = new MaindataMaker(host, frames, server);
        _clients = new SyncClients<MaindataState>(clock, firstId);
        _peers = new PeersMaker(host, new SyncClients<PeersState>(clock, firstId));
    }

    public void Map(RouteSet routes)
    {
        routes.Read("/sync/maindata", MaindataAsync);
        routes.Read("/sync/torrentPeers", _peers.AnswerAsync);
    }

    /// <summary>Who must not get what another one's numbers stand for.</summary>
    internal static string OwnerOf(Call call)
    {
        Caller caller = call.Caller;
        string? session = QBittorrentApi.SessionOf(call.Context);
        int mark = session?.GetHashCode(StringComparison.Ordinal) ?? 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{mark}\n{caller.TokenId}\n{caller.Name}\n{caller.Role}\n{caller.Category}");
    }

    private Task MaindataAsync(Call call)
    {
        string owner = OwnerOf(call);
        long id = call.Parameters.Number("rid") ?? 0;
        MaindataAnswer answer = Delta(call, owner, id) ?? Full(call, owner);
        return call.JsonAsync(json => MaindataWriting.WriteAsync(json, answer));
    }

    private MaindataAnswer? Delta(Call call, string owner, long id)
    {
        if (id <= 0 || _clients.Find(owner, id) is not { } state) return null;
        lock (state.Gate)
        {
            // Another request may have gone on with it in the meantime.
            if (state.SentId != id && state.AcceptedId != id) return null;
            state.Accept(id);
            return _maker.MakeDelta(call, _clients.NextId(), state);
        }
    }

    private MaindataAnswer Full(Call call, string owner)
    {
        (MaindataAnswer answer, MaindataState state) = _maker.MakeFull(call, _clients.NextId());
        _clients.Add(owner, state);
        return answer;
    }
}
