using System.Security.Cryptography;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Storage.Tests;

/// <summary>A torrent with all that makes a layout awkward, and random bytes for it.</summary>
internal sealed class SampleContent
{
    public const int A = 0, B = 1, Pad = 2, Empty = 3, C = 4, D = 5;
    public const int PieceLength = 32 * 1024;

    private static readonly (string Path, long Length, bool IsPadding)[] s_files =
    [
        ("t/a.bin", 100_000, false), ("t/b.bin", 10_000, false), ("t/.pad/20000", 20_000, true), ("t/empty", 0, false),
        ("t/sub/c.bin", 200_000, false), ("t/d.bin", 70_000, false),
    ];

    public SampleContent()
    {
        Layout = LayoutOf(PieceLength, s_files);
        Bytes = new byte[Layout.Length];
        new Random(1).NextBytes(Bytes);
        foreach (ContentFile file in Layout.Files)
            if (file.IsPadding) Bytes.AsSpan((int)file.Offset, (int)file.Length).Clear();
        IEnumerable<int> pieces = Enumerable.Range(0, Layout.Geometry.PieceCount);
        Hashes = [.. pieces.SelectMany(piece => SHA1.HashData(Piece(piece).Span))];
    }

    /// <summary>For those that delete all files.</summary>
    public static IReadOnlySet<int> NoFile { get; } = new HashSet<int>();

    public ContentLayout Layout { get; }

    public byte[] Bytes { get; }

    public byte[] Hashes { get; }

    public static InfoHash InfoHash { get; } = new(Enumerable.Range(1, 20).Select(i => (byte)i).ToArray());

    public static string PartFileName => $".{InfoHash}.parts";

    public static ContentLayout LayoutOf(int pieceLength, params (string Path, long Length, bool IsPadding)[] files)
    {
        var content = new List<ContentFile>();
        long offset = 0;
        foreach ((string path, long length, bool isPadding) in files)
        {
            content.Add(new ContentFile(content.Count, path, offset, length, isPadding));
            offset += length;
        }

        return new ContentLayout(content, new PieceGeometry(offset, pieceLength));
    }

    public static bool[] AllBut(params int[] unwanted) =>
        [.. Enumerable.Range(0, s_files.Length).Select(file => !unwanted.Contains(file))];

    public ReadOnlyMemory<byte> Piece(int piece) =>
        Bytes.AsMemory((int)Layout.Geometry.OffsetOf(piece), Layout.Geometry.SizeOf(piece));

    public ReadOnlyMemory<byte> FileBytes(int file) =>
        Bytes.AsMemory((int)Layout.Files[file].Offset, (int)Layout.Files[file].Length);

    public StorageError? WritePiece(IContentStorage storage, int piece) =>
        storage.Write(Layout.Geometry.OffsetOf(piece), [Piece(piece)]);

    public void WriteAll(IContentStorage storage)
    {
        for (int piece = 0; piece < Layout.Geometry.PieceCount; piece++) Assert.Null(WritePiece(storage, piece));
    }

    public void AssertHas(IContentStorage storage, params int[] pieces)
    {
        foreach (int piece in pieces)
        {
            byte[] actual = new byte[Layout.Geometry.SizeOf(piece)];
            Assert.Null(storage.Read(Layout.Geometry.OffsetOf(piece), [actual]));
            Assert.True(Piece(piece).Span.SequenceEqual(actual), $"piece {piece} differs");
        }
    }

    public StorageErrorKind? ReadKind(IContentStorage storage, int piece) =>
        storage.Read(Layout.Geometry.OffsetOf(piece), [new byte[Layout.Geometry.SizeOf(piece)]])?.Kind;
}
