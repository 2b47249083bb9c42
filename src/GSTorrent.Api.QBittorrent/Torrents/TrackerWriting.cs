using System.Text.Json;
using GSTorrent.Api.QBittorrent.Fields;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>A tracker in an answer.</summary>
internal readonly record struct ShownTracker(TrackerSnapshot Tracker, ListFrame Frame);

/// <summary>Writes the trackers of a torrent.</summary>
internal static class TrackerWriting
{
    private static readonly FieldTable<ShownTracker> Table = new(
    [
        new TextField<ShownTracker>("url", (in s) => s.Frame.Show(s.Tracker.Url)),
        new NumberField<ShownTracker>("tier", (in s) => s.Tracker.Tier),
        new NumberField<ShownTracker>("status", (in s) => StatusOf(s.Tracker)),
        new TextField<ShownTracker>("msg", (in s) => MessageOf(in s)),
        new NumberField<ShownTracker>("num_peers", (in s) => s.Tracker.LastPeerCount ?? -1),
        new NumberField<ShownTracker>("num_seeds", (in s) => s.Tracker.Seeders ?? -1),
        new NumberField<ShownTracker>("num_leeches", (in s) => s.Tracker.Leechers ?? -1),
        new NumberField<ShownTracker>("num_downloaded", (in s) => s.Tracker.Completed ?? -1),
    ]);

    public static void WriteList(Utf8JsonWriter writer, ListFrame frame, IReadOnlyList<TrackerSnapshot> trackers)
    {
        writer.WriteStartArray();
        foreach (TrackerSnapshot tracker in trackers) Write(writer, frame, tracker);
        writer.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter writer, ListFrame frame, TrackerSnapshot tracker)
    {
        var shown = new ShownTracker(tracker, frame);
        writer.WriteStartObject();
        Table.Write(writer, in shown);
        writer.WriteEndObject();
    }

    /// <summary>One of the lines that stand before the trackers: other sources of peers.</summary>
    /// <param name="writer">Gets an object.</param>
    /// <param name="name">As it is shown in brackets.</param>
    /// <param name="isPrivate">Is the torrent private, so that it must not be used?</param>
    public static void WriteSource(Utf8JsonWriter writer, string name, bool isPrivate)
    {
        writer.WriteStartObject();
        writer.WriteString("url"u8, $"** [{name}] **");
        writer.WriteNumber("tier"u8, -1);
        writer.WriteNumber("status"u8, 0);
        writer.WriteString("msg"u8, isPrivate ? "This torrent is private" : "");
        writer.WriteNumber("num_peers"u8, 0);
        writer.WriteNumber("num_seeds"u8, 0);
        writer.WriteNumber("num_leeches"u8, 0);
        writer.WriteNumber("num_downloaded"u8, 0);
        writer.WriteEndObject();
    }

    // It may repeat the address.
    private static string MessageOf(in ShownTracker shown)
    {
        string told = shown.Tracker.Message ?? "";
        return shown.Frame.ShowsSecrets ? told : TrackerUrlMask.ApplyTo(told, shown.Tracker.Url);
    }

    // 0 disabled, 1 not contacted yet, 2 works, 3 is being asked, 4 does not work.
    private static int StatusOf(TrackerSnapshot tracker) => tracker.Status switch
    {
        "Working" => 2,
        "Announcing" => 3,
        "Failing" or "Refused" => 4,
        _ => 1,
    };
}
