using System.Globalization;
using System.Text.Json;
using GSTorrent.Application.Jobs;
using GSTorrent.Storage;

namespace GSTorrent.Api.QBittorrent.Creation;

/// <summary>Writes a job that makes a torrent.</summary>
internal static class JobWriting
{
    public static void Write(Utf8JsonWriter writer, CreationJob job)
    {
        CreationOrder order = job.Order;
        writer.WriteStartObject();
        writer.WriteString("taskID"u8, job.Id);
        writer.WriteString("sourcePath"u8, order.ContentPath);
        writer.WriteNumber("pieceSize"u8, job.PieceLength ?? order.PieceLength ?? 0);
        writer.WriteBoolean("private"u8, order.IsPrivate);
        writer.WriteString("format"u8, WordOf(order.Version));
        writer.WriteString("status"u8, WordOf(job.State));
        writer.WriteString("timeAdded"u8, TimeOf(job.AddedUnixMs));
        if (job.StartedUnixMs is { } started) writer.WriteString("timeStarted"u8, TimeOf(started));
        if (job.EndedUnixMs is { } ended) writer.WriteString("timeFinished"u8, TimeOf(ended));
        if (job.State == JobState.Running) writer.WriteNumber("progress"u8, (int)(job.Progress * 100));
        if (job.Error is { } error) writer.WriteString("errorMessage"u8, error);
        if (order.Comment.Length > 0) writer.WriteString("comment"u8, order.Comment);
        if (order.Source.Length > 0) writer.WriteString("source"u8, order.Source);
        if (order.OutputPath is { } path) writer.WriteString("torrentFilePath"u8, path);
        WriteList(writer, "trackers", order.Trackers);
        WriteList(writer, "urlSeeds", order.WebSeeds);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return;
        writer.WriteStartArray(name);
        foreach (string item in items) writer.WriteStringValue(item);
        writer.WriteEndArray();
    }

    private static string WordOf(TorrentVersion version) => version switch
    {
        TorrentVersion.V1 => "v1",
        TorrentVersion.V2 => "v2",
        _ => "hybrid",
    };

    private static string WordOf(JobState state) => state switch
    {
        JobState.Waiting => "Queued",
        JobState.Running => "Running",
        JobState.Done => "Finished",
        _ => "Failed",
    };

    // As Qt writes a moment, for example "Sun Mar 1 09:05:00 2026".
    private static string TimeOf(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs)
        .ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture);
}
