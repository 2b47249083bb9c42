using System.Collections.Frozen;

namespace GSTorrent.Application.ReadModel;

/// <summary>Every property of a torrent that lists can be filtered and sorted by, by the word that names it.</summary>
internal static class RowFields
{
    private static readonly FrozenDictionary<string, RowField> ByName = Fields()
        .ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    public static RowField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The word for a state in filters and on command lines.</summary>
    public static string WordOf(TorrentRowState state) => state switch
    {
        TorrentRowState.FetchingMetadata => "metadata",
        TorrentRowState.Failed => "error",
        TorrentRowState.Queued => "queued",
        TorrentRowState.Checking => "checking",
        TorrentRowState.Downloading => "downloading",
        TorrentRowState.Seeding => "seeding",
        TorrentRowState.Moving => "moving",
        _ => "stopped",
    };

    private static RowField[] Fields() =>
    [
        Text("name", row => row.Name),
        Text("state", row => WordOf(row.State)),
        Text("category", row => row.Category),
        Text("destination", row => row.Destination),
        Text("error", row => row.Error ?? ""),
        Text("hash", row => row.InfoHash.ToString()),
        Text("tracker", row => row.TrackerHost),
        new("tag", RowFieldKind.Texts) { Texts = row => row.Tags },
        Number("id", RowFieldKind.Number, (row, _) => row.Number),
        Number("queue", RowFieldKind.Number, (row, _) => row.QueueOrder),
        Number("ratio", RowFieldKind.Number, (row, _) => row.Ratio),
        Number("peers", RowFieldKind.Number, (row, _) => row.ConnectedPeers),
        Number("seeds", RowFieldKind.Number, (row, _) => row.ConnectedSeeds),
        Number("size", RowFieldKind.Bytes, (row, _) => row.WantedBytes),
        Number("total", RowFieldKind.Bytes, (row, _) => row.TotalBytes),
        Number("left", RowFieldKind.Bytes, (row, _) => row.WantedBytes - row.DoneBytes),
        Number("down", RowFieldKind.Bytes, (row, _) => row.DownloadRate),
        Number("up", RowFieldKind.Bytes, (row, _) => row.UploadRate),
        Number("downloaded", RowFieldKind.Bytes, (row, _) => row.Downloaded),
        Number("uploaded", RowFieldKind.Bytes, (row, _) => row.Uploaded),
        Number("done", RowFieldKind.Share, (row, _) => row.Progress),
        Number("eta", RowFieldKind.Duration, (row, _) => row.EtaS * 1000),
        Number("seeding-time", RowFieldKind.Duration, (row, now) => row.SeedingMsAt(now)),
        Number("active-time", RowFieldKind.Duration, (row, now) => row.ActiveMsAt(now)),
        Number("added", RowFieldKind.Moment, (row, _) => row.AddedUnixMs),
        Number("finished", RowFieldKind.Moment, (row, _) => row.FinishedUnixMs),
        Number("activity", RowFieldKind.Moment, (row, _) => row.LastActivityUnixMs is > 0 and var ms ? ms : null),
        Flag("private", row => row.IsPrivate),
        Flag("forced", row => row.Forced),
        Flag("sequential", row => row.Sequential),
        Flag("active", row => row.DownloadRate > 0 || row.UploadRate > 0),
        Flag("complete", row => row.HasMetainfo && row.DoneBytes == row.WantedBytes),
    ];

    private static RowField Text(string name, Func<TorrentRow, string> text) =>
        new(name, RowFieldKind.Text) { Text = text };

    private static RowField Number(string name, RowFieldKind kind, Func<TorrentRow, long, double?> number) =>
        new(name, kind) { Number = number };

    private static RowField Flag(string name, Func<TorrentRow, bool> flag) =>
        new(name, RowFieldKind.Flag) { Number = (row, _) => flag(row) ? 1 : 0 };
}
