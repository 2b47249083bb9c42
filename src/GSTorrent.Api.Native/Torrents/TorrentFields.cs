using System.Collections.Frozen;
using System.Text.Json;
using GSTorrent.Application;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>
/// The fields of a torrent's row in JSON, written straight from the read model; a test holds them equal to the
/// contract.
/// </summary>
internal static class TorrentFields
{
    public static TorrentField[] All { get; } =
    [
        Number("id", row => row.Number),
        new TorrentField<InfoHash>("infoHash", row => row.InfoHash, WriteHash),
        Text("name", row => row.Name),
        Text("state", row => StateText(row.State)),
        Text("error", row => row.Error),
        Fraction("progress", row => row.Progress),
        Number("wantedBytes", row => row.WantedBytes),
        Number("totalBytes", row => row.TotalBytes),
        Number("doneBytes", row => row.DoneBytes),
        Number("downloadBytesPerSecond", row => row.DownloadRate),
        Number("uploadBytesPerSecond", row => row.UploadRate),
        Number("etaS", row => row.EtaS),
        Fraction("ratio", row => row.Ratio),
        Number("peersConnected", row => row.ConnectedPeers),
        Number("seedsConnected", row => row.ConnectedSeeds),
        Number("peersInSwarm", row => row.SwarmLeechers),
        Number("seedsInSwarm", row => row.SwarmSeeds),
        Number("downloadedBytes", row => row.Downloaded),
        Number("uploadedBytes", row => row.Uploaded),
        Number("addedUnixMs", row => row.AddedUnixMs),
        Number("finishedUnixMs", row => row.FinishedUnixMs),
        Text("destination", row => row.Destination),
        Number("downloadLimitBytesPerSecond", row => row.DownloadLimit),
        Number("uploadLimitBytesPerSecond", row => row.UploadLimit),
        Flag("sequential", row => row.Sequential),
        Flag("private", row => row.IsPrivate),
        new TorrentField<IReadOnlyList<string>>("tags", row => row.Tags, WriteTags),
        Text("category", row => row.Category),
        Number("queueOrder", row => row.QueueOrder),
        Flag("forced", row => row.Forced),
        Flag("firstLastFirst", row => row.FirstLastFirst),
        Flag("superSeeding", row => row.SuperSeeding),
        Fraction("ratioLimit", row => row.Share.Ratio),
        Number("seedingTimeLimitS", row => row.Share.SeedingTimeS),
        Number("idleTimeLimitS", row => row.Share.IdleTimeS),
        Text("limitAction", row => row.Share.Action is { } action ? ActionText(action) : null),
        Text("trackerHost", row => row.TrackerHost),
        Flag("finished", row => row.HasFinished),
        Number("pieceLength", row => row.PieceLength),
        Number("pieceCount", row => row.PieceCount),
        Number("piecesDone", row => row.PiecesDone),
        Number("verifiedBytes", row => row.VerifiedBytes),
        Number("wastedBytes", row => row.Wasted),
        Number("activeMs", row => row.ActiveMs),
        Number("activeSinceUnixMs", row => row.ActiveSinceUnixMs),
        Number("seedingMs", row => row.SeedingMs),
        Number("seedingSinceUnixMs", row => row.SeedingSinceUnixMs),
        Number("lastActivityUnixMs", row => row.LastActivityUnixMs is > 0 and var ms ? ms : null),
    ];

    private static readonly FrozenDictionary<string, TorrentField> ByName =
        All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");

    /// <summary>The fields that a list asks for, the id always among them; empty means all.</summary>
    public static Result<TorrentField[]> Choose(string? names)
    {
        if (string.IsNullOrWhiteSpace(names)) return All;
        var chosen = new List<TorrentField> { All[0] };
        const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (string name in names.Split(',', Tidy))
        {
            if (!ByName.TryGetValue(name, out TorrentField? field))
                return new AppError("bad-request", $"'fields' names '{Excerpt.Of(name, 60)}', which no torrent has.");
            if (!chosen.Contains(field)) chosen.Add(field);
        }

        return chosen.ToArray();
    }

    public static void WriteRow(Utf8JsonWriter json, TorrentRow row, TorrentField[] fields)
    {
        json.WriteStartObject();
        foreach (TorrentField field in fields) field.Write(json, row);
        json.WriteEndObject();
    }

    /// <summary>Writes all fields into an object that has begun.</summary>
    public static void WriteAll(Utf8JsonWriter json, TorrentRow row)
    {
        foreach (TorrentField field in All) field.Write(json, row);
    }

    /// <summary>Writes the id and the fields in which two rows of a torrent differ.</summary>
    public static void WriteChange(Utf8JsonWriter json, TorrentRow before, TorrentRow after)
    {
        json.WriteStartObject();
        json.WriteNumber(Id, after.Number);
        foreach (TorrentField field in All) field.WriteChange(json, before, after);
        json.WriteEndObject();
    }

    private static TorrentField<string?> Text(string name, Func<TorrentRow, string?> get) =>
        new(name, get, static (json, value) => json.WriteStringValue(value));

    private static TorrentField<long?> Number(string name, Func<TorrentRow, long?> get) =>
        new(name, get, static (json, value) => json.WriteNumberValue(value!.Value));

    private static TorrentField<double?> Fraction(string name, Func<TorrentRow, double?> get) =>
        new(name, get, static (json, value) => json.WriteNumberValue(value!.Value));

    private static TorrentField<bool> Flag(string name, Func<TorrentRow, bool> get) =>
        new(name, get, static (json, value) => json.WriteBooleanValue(value));

    private static void WriteHash(Utf8JsonWriter json, InfoHash infoHash)
    {
        Span<byte> digits = stackalloc byte[InfoHash.Length * 2];
        infoHash.FormatTo(digits);
        json.WriteStringValue(digits);
    }

    private static void WriteTags(Utf8JsonWriter json, IReadOnlyList<string> tags)
    {
        json.WriteStartArray();
        IEnumerable<string> sorted = tags.Count > 1 ? tags.Order(StringComparer.Ordinal) : tags;
        foreach (string tag in sorted) json.WriteStringValue(tag);
        json.WriteEndArray();
    }

    private static string StateText(TorrentRowState state) => state switch
    {
        TorrentRowState.Queued => "queued",
        TorrentRowState.FetchingMetadata => "fetchingMetadata",
        TorrentRowState.Checking => "checking",
        TorrentRowState.Downloading => "downloading",
        TorrentRowState.Seeding => "seeding",
        TorrentRowState.Moving => "moving",
        TorrentRowState.Failed => "error",
        _ => "stopped",
    };

    private static string ActionText(ShareAction action) => action switch
    {
        ShareAction.Remove => "remove",
        ShareAction.RemoveWithData => "removeWithData",
        ShareAction.SuperSeed => "superSeed",
        _ => "stop",
    };
}
