using System.Text.Json;
using GSTorrent.Api.QBittorrent.Fields;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Swarm;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>A file in an answer.</summary>
/// <param name="Index">Its number here: padding is not counted.</param>
/// <param name="File">What the engine tells.</param>
internal readonly record struct ShownFile(int Index, FileSnapshot File);

/// <summary>Writes the files of a torrent.</summary>
internal static class FileWriting
{
    private static readonly FieldTable<ShownFile> Table = new(
    [
        new NumberField<ShownFile>("index", (in s) => s.Index),
        new TextField<ShownFile>("name", (in s) => s.File.Path),
        new NumberField<ShownFile>("size", (in s) => s.File.Length),
        new RealField<ShownFile>("progress", (in s) => ProgressOf(s.File)),
        new NumberField<ShownFile>("priority", (in s) => NumberOf(s.File.Priority)),
        new RealField<ShownFile>("availability", (in s) => ProgressOf(s.File) >= 1 ? 1 : -1),
    ]);

    /// <param name="writer">Gets an array.</param>
    /// <param name="row">The torrent.</param>
    /// <param name="facts">Where its files begin.</param>
    /// <param name="files">Each with its number.</param>
    public static void WriteList(
        Utf8JsonWriter writer, TorrentRow row, TorrentFacts facts, IEnumerable<(int Index, FileSnapshot Item)> files)
    {
        writer.WriteStartArray();
        foreach ((int index, FileSnapshot file) in files)
        {
            var shown = new ShownFile(index, file);
            writer.WriteStartObject();
            Table.Write(writer, in shown);
            WriteRange(writer, row, facts.Files[file.Index]);
            if (index == 0) writer.WriteBoolean("is_seed"u8, TorrentStates.IsComplete(row));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The priority that a number stands for; null: it is none.</summary>
    public static FilePriority? PriorityOf(long number) => number switch
    {
        0 => FilePriority.Skip,
        1 => FilePriority.Normal,
        6 or 7 => FilePriority.High,
        _ => null,
    };

    private static int NumberOf(FilePriority priority) => priority switch
    {
        FilePriority.Skip => 0,
        FilePriority.High => 6,
        _ => 1,
    };

    private static double ProgressOf(FileSnapshot file) =>
        file.Length > 0 ? (double)file.DoneBytes / file.Length : 1;

    private static void WriteRange(Utf8JsonWriter writer, TorrentRow row, ContentFile file)
    {
        writer.WriteStartArray("piece_range"u8);
        long pieceLength = Math.Max(1, row.PieceLength);
        writer.WriteNumberValue(file.Offset / pieceLength);
        writer.WriteNumberValue((file.Offset + Math.Max(0, file.Length - 1)) / pieceLength);
        writer.WriteEndArray();
    }
}
