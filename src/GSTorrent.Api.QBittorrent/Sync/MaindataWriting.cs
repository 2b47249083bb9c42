using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Api.QBittorrent.Transfer;
using GSTorrent.Application.Organizing;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>Writes answers of sync/maindata; what is empty is left out.</summary>
internal static class MaindataWriting
{
    public static async ValueTask WriteAsync(JsonAnswer json, MaindataAnswer answer)
    {
        Utf8JsonWriter writer = json.Writer;
        writer.WriteStartObject();
        writer.WriteNumber("rid"u8, answer.Id);
        if (answer.IsFull) writer.WriteBoolean("full_update"u8, true);
        if (answer.HasTorrents) await WriteTorrentsAsync(json, answer);
        WriteTexts(writer, "torrents_removed", answer.RemovedTorrents.Select(hash => hash.ToString()));
        WriteCategories(writer, answer.Categories);
        WriteTexts(writer, "categories_removed", answer.RemovedCategories);
        WriteTexts(writer, "tags", answer.Tags);
        WriteTexts(writer, "tags_removed", answer.RemovedTags);
        if (answer.Trackers.Count > 0) await WriteTrackersAsync(json, answer);
        WriteServer(writer, answer);
        writer.WriteEndObject();
    }

    private static async ValueTask WriteTorrentsAsync(JsonAnswer json, MaindataAnswer answer)
    {
        Utf8JsonWriter writer = json.Writer;
        writer.WriteStartObject("torrents"u8);
        foreach (TorrentRow row in answer.Whole)
        {
            var shown = new ShownTorrent(row, answer.Frame);
            WriteStart(writer, row.InfoHash);
            TorrentFields.Write(writer, in shown);
            writer.WriteEndObject();
            await json.SendSomeAsync();
        }

        foreach (TorrentStep step in answer.Torrents)
        {
            ShownTorrent now = step.Now;
            WriteStart(writer, now.Row.InfoHash);
            if (step.Before is { } before) TorrentFields.Table.WriteChanges(writer, in before, in now);
            else TorrentFields.Write(writer, in now);
            writer.WriteEndObject();
            await json.SendSomeAsync();
        }

        foreach (ShownTorrent torrent in answer.Places)
        {
            WriteStart(writer, torrent.Row.InfoHash);
            TorrentFields.Place.Write(writer, in torrent);
            writer.WriteEndObject();
            await json.SendSomeAsync();
        }

        writer.WriteEndObject();
    }

    // Torrents are known by their info-hash.
    private static void WriteStart(Utf8JsonWriter writer, InfoHash infoHash)
    {
        Span<byte> digits = stackalloc byte[InfoHash.Length * 2];
        infoHash.FormatTo(digits);
        writer.WriteStartObject(digits);
    }

    private static void WriteHash(Utf8JsonWriter writer, InfoHash infoHash)
    {
        Span<byte> digits = stackalloc byte[InfoHash.Length * 2];
        infoHash.FormatTo(digits);
        writer.WriteStringValue(digits);
    }

    private static async ValueTask WriteTrackersAsync(JsonAnswer json, MaindataAnswer answer)
    {
        Utf8JsonWriter writer = json.Writer;
        if (answer.Trackers.Values.Any(torrents => torrents.Count > 0))
        {
            writer.WriteStartObject("trackers"u8);
            foreach ((string url, List<TorrentRow> torrents) in answer.Trackers)
            {
                if (torrents.Count == 0) continue;
                writer.WriteStartArray(url);
                foreach (TorrentRow row in torrents)
                {
                    WriteHash(writer, row.InfoHash);
                    await json.SendSomeAsync();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        WriteTexts(
            writer, "trackers_removed", answer.Trackers.Where(pair => pair.Value.Count == 0).Select(pair => pair.Key));
    }

    private static void WriteCategories(Utf8JsonWriter writer, List<Category> categories)
    {
        if (categories.Count == 0) return;
        writer.WriteStartObject("categories"u8);
        foreach (Category category in categories)
        {
            writer.WritePropertyName(category.Name);
            CategoryWriting.Write(writer, category);
        }

        writer.WriteEndObject();
    }

    private static void WriteServer(Utf8JsonWriter writer, MaindataAnswer answer)
    {
        ShownServer now = answer.Server;
        if (answer.ServerBefore is { } before)
        {
            if (ServerFields.All.AreEqual(in before, in now)) return;
            writer.WriteStartObject("server_state"u8);
            ServerFields.All.WriteChanges(writer, in before, in now);
        }
        else
        {
            writer.WriteStartObject("server_state"u8);
            ServerFields.All.Write(writer, in now);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        bool isEmpty = true;
        foreach (string text in texts)
        {
            if (isEmpty) writer.WriteStartArray(name);
            isEmpty = false;
            writer.WriteStringValue(text);
        }

        if (!isEmpty) writer.WriteEndArray();
    }
}
