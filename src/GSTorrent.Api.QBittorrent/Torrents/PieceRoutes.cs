using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Primitives;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>The pieces of a torrent, and its .torrent file.</summary>
internal sealed class PieceRoutes(GstHost host)
{
    private const int Missing = 0, Open = 1, Verified = 2;

    public void Map(RouteSet routes)
    {
        routes.Read("/torrents/pieceStates", call => PiecesAsync(call, WriteStates));
        routes.Read("/torrents/pieceAvailability", call => PiecesAsync(call, WriteAvailability));
        routes.Read("/torrents/pieceHashes", HashesAsync);
        routes.Read("/torrents/export", ExportAsync, Application.Access.AccessRole.Control);
    }

    /// <summary>The state of each piece.</summary>
    internal static void WriteStates(Utf8JsonWriter writer, PiecesSnapshot pieces)
    {
        var states = new byte[pieces.PieceCount];
        ReadOnlySpan<byte> have = pieces.Have.Span;
        for (int piece = 0; piece < states.Length && piece / 8 < have.Length; piece++)
            states[piece] = (have[piece / 8] & (0x80 >> (piece % 8))) != 0 ? (byte)Verified : (byte)Missing;
        foreach (int piece in pieces.Open)
            if ((uint)piece < (uint)states.Length) states[piece] = Open;
        foreach (byte state in states) writer.WriteNumberValue(state);
    }

    /// <summary>How many connected peers have each piece.</summary>
    internal static void WriteAvailability(Utf8JsonWriter writer, PiecesSnapshot pieces)
    {
        foreach (int count in pieces.Availability) writer.WriteNumberValue(count);
    }

    private async Task PiecesAsync(Call call, Action<Utf8JsonWriter, PiecesSnapshot> write)
    {
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error))
        {
            await call.RefuseAsync(error);
            return;
        }

        Result<PiecesSnapshot> pieces = await host.Details.GetPiecesAsync(row.InfoHash.ToString());
        if (!pieces.TryGet(out PiecesSnapshot? found, out error) && error.Code is not "metadata-missing")
        {
            await call.RefuseAsync(error);
            return;
        }

        // Before the metainfo has come there are no pieces.
        await call.JsonAsync(writer =>
        {
            writer.WriteStartArray();
            if (found is not null) write(writer, found);
            writer.WriteEndArray();
        });
    }

    private Task HashesAsync(Call call)
    {
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error)
            || !host.Details.GetFacts(row.InfoHash.ToString()).TryGet(out TorrentFacts? facts, out error))
            return call.RefuseAsync(error);
        return call.JsonAsync(writer =>
        {
            writer.WriteStartArray();
            ReadOnlySpan<byte> hashes = facts.PieceHashes.Span;
            for (int at = 0; at + InfoHash.Length <= hashes.Length; at += InfoHash.Length)
                writer.WriteStringValue(Convert.ToHexStringLower(hashes.Slice(at, InfoHash.Length)));
            writer.WriteEndArray();
        });
    }

    private Task ExportAsync(Call call)
    {
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error)
            || !host.Details.Export(row.InfoHash.ToString()).TryGet(out byte[]? file, out error))
            return call.RefuseAsync(error);
        return call.FileAsync(file, $"{row.InfoHash}.torrent");
    }
}
