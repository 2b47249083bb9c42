using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Primitives;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>Fields that tell which torrent it is, and when what happened to it.</summary>
internal static class IdentityFields
{
    public static IReadOnlyList<TorrentField> All { get; } =
    [
        TorrentField.Number("id", view => view.Row.Number),
        new(RpcName.Camel("hash_string"), "string", FieldNeeds.Row, WriteHash),

        // Clients look for the content at download_dir/name, so it is what lies there and not the shown name.
        TorrentField.Text("name", view => view.Row.ContentName),
        TorrentField.Text("download_dir", view => view.Row.Destination),
        TorrentField.Text("comment", view => view.Row.Origin.Comment),
        TorrentField.Text("creator", view => view.Row.Origin.CreatedBy),
        TorrentField.Number("date_created", view => view.Row.Origin.CreationDateUnixS ?? 0),
        TorrentField.Number("file_count", view => view.Row.Origin.FileCount).As("file-count"),
        TorrentField.Flag("is_private", view => view.Row.IsPrivate),
        TorrentField.List("labels", FieldNeeds.Row, view => view.Row.Tags, WriteText),
        TorrentField.Fixed("group", ""),
        TorrentField.Text("magnet_link", view => view.Magnet),
        TorrentField.Text("torrent_file", view => view.TorrentFile),
        TorrentField.Text("primary_mime_type", view => MimeTypes.OfLargest(view.Files), FieldNeeds.Files)
            .As("primary-mime-type"),
        TorrentField.Number("total_size", view => view.Row.TotalBytes),
        TorrentField.Number("piece_count", view => view.Row.PieceCount),
        TorrentField.Number("piece_size", view => view.Row.PieceLength),
        TorrentField.Number("added_date", view => view.Row.AddedUnixMs / 1000),
        TorrentField.Number("done_date", view => (view.Row.FinishedUnixMs ?? 0) / 1000),
        TorrentField.Number("start_date", view => (view.Row.ActiveSinceUnixMs ?? 0) / 1000),
        TorrentField.Number("activity_date", view => view.Row.LastActivityUnixMs / 1000),
        TorrentField.Number("edit_date", view => view.Settings.Edits.Of(view.Row, view.Settings.NowUnixS)),
        TorrentField.Fixed("manual_announce_time", 0),
        TorrentField.List("webseeds", FieldNeeds.Row, view => view.WebSeeds, WriteText),
        TorrentField.List("webseeds_ex", FieldNeeds.Row, view => view.WebSeeds, WriteWebSeed),
        TorrentField.Fixed("webseeds_sending_to_us", 0),
    ];

    private static readonly RpcName Url = RpcName.Camel("url");
    private static readonly RpcName IsDownloading = RpcName.Camel("is_downloading");
    private static readonly RpcName DownloadRate = RpcName.Camel("download_bytes_per_second");

    private static void WriteHash(RpcWriter writer, TorrentView view)
    {
        Span<byte> digits = stackalloc byte[InfoHash.Length * 2];
        view.Row.InfoHash.FormatTo(digits);
        writer.Json.WriteStringValue(digits);
    }

    private static void WriteText(RpcWriter writer, string text) => writer.Json.WriteStringValue(text);

    private static void WriteWebSeed(RpcWriter writer, string url)
    {
        writer.Json.WriteStartObject();
        writer.Text(Url, url);
        writer.Flag(IsDownloading, false);
        writer.Number(DownloadRate, 0);
        writer.Json.WriteEndObject();
    }
}
