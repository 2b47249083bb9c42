using System.Text;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Fuzz.Targets;

/// <summary>What lies on our own disk, where others can write too and crashes leave halves.</summary>
internal static class StateTargets
{
    private const int PieceLength = 5 * PieceGeometry.BlockSize;
    private static readonly PieceGeometry Geometry = new((9L * PieceLength) + 40_000, PieceLength);
    private static readonly InfoHash Torrent = new("aaaaaaaaaaaaaaaaaaaa"u8);

    private static readonly ContentLayout Layout = new(
        [
            new ContentFile(0, "a", 0, 100_000, false), new ContentFile(1, "b", 100_000, 200_000, false),
            new ContentFile(2, "c", 300_000, Geometry.TotalLength - 300_000, false),
        ], Geometry);

    /// <summary>The columns of a torrent's record: verified pieces, blocks, stamps of files.</summary>
    public static void Resume(byte[] bytes)
    {
        if (Bitfield.TryFromWire(bytes, Geometry.PieceCount, out Bitfield? verified))
            Expect.That(verified!.Count <= Geometry.PieceCount, "more pieces are verified than there are");
        foreach ((int piece, Bitfield blocks) in UnfinishedPieces.Decode(bytes, Geometry))
        {
            Expect.That(piece >= 0 && piece < Geometry.PieceCount, "there is no such piece");
            Expect.That(blocks.Length == Geometry.BlockCountOf(piece), "a piece has other blocks");
        }

        FileStamp[] stamps = FileStampCodec.Decode(bytes);
        if (stamps.Length == 0) return;
        Expect.That(FileStampCodec.Encode(stamps).AsSpan().SequenceEqual(bytes), "stamps are written otherwise");
    }

    public static void Wishes(byte[] bytes)
    {
        try
        {
            _ = WishesText.Write(WishesText.Read(Encoding.UTF8.GetString(bytes)));
        }
        catch (FormatException)
        {
            // Documented: the text is damaged.
        }
    }

    /// <summary>The head of a part file, with the identity of our torrent in place or as it comes.</summary>
    public static void PartFile(byte[] bytes)
    {
        var index = new PartFileIndex(Layout, Torrent);
        byte[] head = index.EmptyHead();
        CheckHead(bytes);
        bytes.AsSpan(0, Math.Min(bytes.Length, head.Length - 64)).CopyTo(head.AsSpan(64));
        CheckHead(head);
    }

    private static void CheckHead(byte[] head)
    {
        var index = new PartFileIndex(Layout, Torrent);
        if (!index.TryLoad(head)) return;
        var positions = new HashSet<long>();
        for (int piece = 0; piece < Geometry.PieceCount; piece++)
        {
            if (index.TryPositionOf(piece, out long position))
                Expect.That(position >= index.HeadLength && positions.Add(position), "two pieces share a place");
        }
    }
}
