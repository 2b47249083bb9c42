using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Engine;
using GSTorrent.Swarm;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>Fields of the files. A file is known by its place in the list, which has no padding in it.</summary>
internal static class FileFields
{
    private static readonly RpcName BytesCompleted = RpcName.Camel("bytes_completed");
    private static readonly RpcName Length = RpcName.Camel("length");
    private static readonly RpcName Name = RpcName.Camel("name");
    private static readonly RpcName BeginPiece = new("begin_piece", "begin_piece");
    private static readonly RpcName EndPiece = new("end_piece", "end_piece");
    private static readonly RpcName Wanted = RpcName.Camel("wanted");
    private static readonly RpcName Priority = RpcName.Camel("priority");

    public static IReadOnlyList<TorrentField> All { get; } =
    [
        TorrentField.List("files", FieldNeeds.Files | FieldNeeds.Facts, WithPieces, WriteFile),
        TorrentField.List("file_stats", FieldNeeds.Files, view => view.Files, WriteStats),
        TorrentField.List("bytes_completed", FieldNeeds.Files, view => view.Files, (writer, file) =>
            writer.Json.WriteNumberValue(file.DoneBytes)),
        TorrentField.List("priorities", FieldNeeds.Files, view => view.Files, (writer, file) =>
            writer.Json.WriteNumberValue(PriorityOf(file))),
        TorrentField.List("wanted", FieldNeeds.Files, view => view.Files, WriteWanted),
    ];

    private static IEnumerable<(FileSnapshot File, int First, int Last)> WithPieces(TorrentView view)
    {
        IReadOnlyList<(int First, int Last)> pieces = view.Facts.PiecesOfFiles();
        for (int i = 0; i < view.Files.Count; i++)
        {
            (int first, int last) = i < pieces.Count ? pieces[i] : (0, 0);
            yield return (view.Files[i], first, last + 1);
        }
    }

    private static void WriteFile(RpcWriter writer, (FileSnapshot File, int First, int End) item)
    {
        writer.Json.WriteStartObject();
        writer.Number(BytesCompleted, item.File.DoneBytes);
        writer.Number(Length, item.File.Length);
        writer.Text(Name, item.File.Path);
        writer.Number(BeginPiece, item.First);
        writer.Number(EndPiece, item.End);
        writer.Json.WriteEndObject();
    }

    private static void WriteStats(RpcWriter writer, FileSnapshot file)
    {
        writer.Json.WriteStartObject();
        writer.Number(BytesCompleted, file.DoneBytes);
        writer.Number(Priority, PriorityOf(file));
        writer.Flag(Wanted, IsWanted(file));
        writer.Json.WriteEndObject();
    }

    // The old API says 1 and 0, and programs were written for that.
    private static void WriteWanted(RpcWriter writer, FileSnapshot file)
    {
        if (writer.Dialect == Dialect.Legacy) writer.Json.WriteNumberValue(IsWanted(file) ? 1 : 0);
        else writer.Json.WriteBooleanValue(IsWanted(file));
    }

    private static bool IsWanted(FileSnapshot file) => file.Priority != FilePriority.Skip;

    private static int PriorityOf(FileSnapshot file) => file.Priority switch
    {
        FilePriority.Low => -1,
        FilePriority.High => 1,
        _ => 0,
    };
}
