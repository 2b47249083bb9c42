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
/// <param name="Availability">How much of it we or connected peers have, from 0 to 1; -1 is not known.</param>
internal readonly record struct ShownFile(int Index, FileSnapshot File, double Availability);

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
        new RealField<ShownFile>("availability", (in s) => s.Availability),
    ]);

    /// <param name="writer">Gets an array.</param>
    /// <param name="row">The torrent.</param>
    /// <param name="facts">Where its files begin.</param>
    /// <param name="files">Each with its number.</param>
    /// <param name="pieces">Who has which pieces; null: nobody was asked.</param>
    public static void WriteList(
        Utf8JsonWriter writer, TorrentRow row, TorrentFacts facts, IEnumerable<(int Index, FileSnapshot Item)> files,
        PiecesSnapshot? pieces = null)
    {
        IReadOnlyList<(int First, int Last)> ranges = pieces is null ? [] : facts.PiecesOfFiles();
        writer.WriteStartArray();
        foreach ((int index, FileSnapshot file) in files)
        {
            double availability = index < ranges.Count
                ? AvailabilityOf(file, pieces!, ranges[index])
                : WholeOrUnknown(file);
            var shown = new ShownFile(index, file, availability);
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

    private static double WholeOrUnknown(FileSnapshot file) => ProgressOf(file) >= 1 ? 1 : -1;

    /// <summary>The share of a file's pieces that we or somebody who is connected has.</summary>
    internal static double AvailabilityOf(FileSnapshot file, PiecesSnapshot pieces, (int First, int Last) range)
    {
        if (pieces.Availability.Count <= range.Last || ProgressOf(file) >= 1) return WholeOrUnknown(file);
        ReadOnlySpan<byte> have = pieces.Have.Span;
        int there = 0;
        for (int piece = range.First; piece <= range.Last; piece++)
        {
            bool isOurs = piece / 8 < have.Length && (have[piece / 8] & (0x80 >> (piece % 8))) != 0;
            if (isOurs || pieces.Availability[piece] > 0) there++;
        }

        return (double)there / (range.Last - range.First + 1);
    }

    private static void WriteRange(Utf8JsonWriter writer, TorrentRow row, ContentFile file)
    {
        writer.WriteStartArray("piece_range"u8);
        long pieceLength = Math.Max(1, row.PieceLength);
        writer.WriteNumberValue(file.Offset / pieceLength);
        writer.WriteNumberValue((file.Offset + Math.Max(0, file.Length - 1)) / pieceLength);
        writer.WriteEndArray();
    }
}
