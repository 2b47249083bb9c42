using System.Net;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Peers that people name, wanted ones and others.</summary>
internal sealed class PeerRoutes(GstHost host, ManyTorrents many)
{
    private const int MaxPeers = 200;

    public void Map(RouteSet routes)
    {
        routes.Change("/torrents/addPeers", AddAsync);
        routes.Change("/transfer/banPeers", BanAsync, AccessRole.Admin);
    }

    private static IPEndPoint[] Given(Call call) =>
    [
        .. call.Parameters.List("peers", '|')
            .Select(text => IPEndPoint.TryParse(text, out IPEndPoint? peer) && peer.Port > 0 ? peer : null)
            .OfType<IPEndPoint>(),
    ];

    private async Task AddAsync(Call call)
    {
        int asked = call.Parameters.List("peers", '|').Length;
        string[] peers = [.. Given(call).Take(MaxPeers).Select(peer => peer.ToString())];
        if (peers.Length == 0)
        {
            await call.RefuseAsync(new AppError("bad-request", "No valid peers were specified"));
            return;
        }

        var change = new TorrentChange { AddedPeers = peers };
        List<TorrentRow> rows = many.Of(call);
        Result<TorrentRow>[] results = await Task.WhenAll(
            [.. rows.Select(row => host.Editor.ChangeAsync(row.InfoHash.ToString(), change))]);
        await call.JsonAsync(writer =>
        {
            writer.WriteStartObject();
            foreach ((TorrentRow row, Result<TorrentRow> result) in rows.Zip(results))
            {
                int added = result.Error is null ? peers.Length : 0;
                writer.WriteStartObject(row.InfoHash.ToString());
                writer.WriteNumber("added"u8, added);
                writer.WriteNumber("failed"u8, asked - added);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
    }

    private async Task BanAsync(Call call)
    {
        IEnumerable<string> known = host.Settings.Current.Items(NetworkSettings.BannedAddresses);
        string[] all = [.. known.Union(Given(call).Select(peer => peer.Address.ToString()), StringComparer.Ordinal)];
        var change = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [NetworkSettings.BannedAddresses.Name] = string.Join(", ", all),
        };
        await call.DoneAsync((await host.Settings.ChangeAsync(change)).Error);
    }
}
