using System.Security.Cryptography;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Engine.Tests;

/// <summary>A torrent with content made from a seed, and folders for it that vanish with the test.</summary>
internal sealed class TestTorrent : IDisposable
{
    private readonly byte[] _content;

    public TestTorrent(int seed, int pieceLength, params (string Path, int Length)[] files)
        : this(seed, pieceLength, static _ => { }, files)
    {
    }

    /// <summary>With content that is not quite as the seed makes it.</summary>
    public TestTorrent(int seed, int pieceLength, Action<byte[]> change, params (string Path, int Length)[] files)
    {
        Root = Directory.CreateTempSubdirectory("gst-engine-").FullName;
        _content = new byte[files.Sum(file => file.Length)];
        new Random(seed).NextBytes(_content);
        change(_content);
        var hashes = new byte[(_content.Length + pieceLength - 1) / pieceLength * 20];
        for (int piece = 0; piece * pieceLength < _content.Length; piece++)
        {
            int length = Math.Min(pieceLength, _content.Length - (piece * pieceLength));
            SHA1.HashData(_content.AsSpan(piece * pieceLength, length), hashes.AsSpan(piece * 20, 20));
        }

        var builder = new MetainfoBuilder
        {
            Name = files.Length == 1 ? files[0].Path : "content",
            PieceLength = pieceLength,
            Files = [.. files.Select(file => new CreationFile(file.Path, file.Length))],
            IsSingleFile = files.Length == 1,
        };
        TorrentFile = builder.BuildV1(hashes);
        Assert.True(Metainfo.TryParse(TorrentFile, out Metainfo? metainfo, out MetainfoError? error), error?.Message);
        Metainfo = metainfo!;
    }

    public string Root { get; }

    public byte[] TorrentFile { get; }

    public Metainfo Metainfo { get; }

    /// <summary>A new empty folder.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>A new folder that holds the content.</summary>
    public string FolderWithContent(string name)
    {
        string folder = Folder(name);
        foreach (ContentFile file in Metainfo.Files)
        {
            string path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, _content.AsSpan((int)file.Offset, (int)file.Length));
        }

        return folder;
    }

    public byte[] ContentOf(ContentFile file) => _content.AsSpan((int)file.Offset, (int)file.Length).ToArray();

    public ReadOnlySpan<byte> BlockOf(BlockRequest request) => _content.AsSpan(
        (int)Metainfo.Geometry.OffsetOf(request.Piece) + request.Offset, request.Length);

    public void AssertComplete(string folder)
    {
        foreach (ContentFile file in Metainfo.Files)
            Assert.Equal(ContentOf(file), File.ReadAllBytes(Path.Combine(folder, file.Path)));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
