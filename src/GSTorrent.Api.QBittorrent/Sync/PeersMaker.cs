using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Engine;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>The peers of a torrent: everything at first, then what changed.</summary>
internal sealed class PeersMaker(GstHost host, SyncClients<PeersState> clients)
{
    public async Task AnswerAsync(Call call)
    {
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error)
            || !(await host.Details.GetPeersAsync(row.InfoHash.ToString())).TryGet(out var peers, out error))
        {
            await call.RefuseAsync(error);
            return;
        }

        var now = new Dictionary<string, PeerSnapshot>(peers.Count, StringComparer.Ordinal);
        foreach (PeerSnapshot peer in peers) now[peer.Address.ToString()] = peer;
        string owner = SyncRoutes.OwnerOf(call);
        int id = clients.NextId();
        Dictionary<string, PeerSnapshot>? before = Before(owner, call.Parameters.Number("rid") ?? 0, row, (id, now));
        if (before is null) clients.Add(owner, new PeersState(row.InfoHash, id, now));
        await call.JsonAsync(writer => Write(writer, id, before, now));
    }

    private Dictionary<string, PeerSnapshot>? Before(
        string owner, long named, TorrentRow row, (int Id, Dictionary<string, PeerSnapshot> Peers) next)
    {
        if (named <= 0 || clients.Find(owner, named) is not { } state || state.InfoHash != row.InfoHash) return null;
        lock (state.Gate)
        {
            if (state.SentId != named && state.AcceptedId != named) return null;
            state.Accept(named);
            state.Send(next.Id, next.Peers);
            return state.Accepted;
        }
    }

    internal static void Write(
        Utf8JsonWriter writer,
        int id,
        Dictionary<string, PeerSnapshot>? before,
        Dictionary<string, PeerSnapshot> now)
    {
        writer.WriteStartObject();
        writer.WriteNumber("rid"u8, id);
        if (before is null)
        {
            writer.WriteBoolean("full_update"u8, true);
            writer.WriteBoolean("show_flags"u8, false);
        }

        WritePeers(writer, before, now);
        string[] gone = [.. (before ?? []).Keys.Where(address => !now.ContainsKey(address))];
        if (gone.Length > 0)
        {
            writer.WriteStartArray("peers_removed"u8);
            foreach (string address in gone) writer.WriteStringValue(address);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WritePeers(
        Utf8JsonWriter writer, Dictionary<string, PeerSnapshot>? before, Dictionary<string, PeerSnapshot> now)
    {
        writer.WriteStartObject("peers"u8);
        foreach ((string address, PeerSnapshot peer) in now)
        {
            bool isKnown = (before ?? []).TryGetValue(address, out PeerSnapshot? old);
            if (isKnown && PeerFields.Table.AreEqual(old!, peer)) continue;
            writer.WriteStartObject(address);
            if (isKnown) PeerFields.Table.WriteChanges(writer, old!, peer);
            else PeerFields.Table.Write(writer, peer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
