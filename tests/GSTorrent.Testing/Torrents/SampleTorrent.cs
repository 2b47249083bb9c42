using System.Security.Cryptography;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Testing.Torrents;

/// <summary>A torrent with content made from a seed, and folders for it that vanish with it.</summary>
public sealed class SampleTorrent : IDisposable
{
    private const int HashLength = 20;
    private readonly byte[] _content;

    /// <param name="seed">Equal seeds give equal content.</param>
    /// <param name="pieceLength">Bytes, a power of two from 16 KiB on.</param>
    /// <param name="files">Paths below the torrent's folder; a single one is no folder but the file itself.</param>
    public SampleTorrent(int seed, int pieceLength, params (string Path, int Length)[] files)
    {
        ArgumentNullException.ThrowIfNull(files);
        Root = Directory.CreateTempSubdirectory("gst-sample-").FullName;
        _content = new byte[files.Sum(file => file.Length)];
        new Random(seed).NextBytes(_content);
        Builder = new MetainfoBuilder
        {
            Name = files.Length == 1 ? files[0].Path : "content",
            PieceLength = pieceLength,
            Files = [.. files.Select(file => new CreationFile(file.Path, file.Length))],
            IsSingleFile = files.Length == 1,
        };
        TorrentFile = Builder.BuildV1(HashesOf(pieceLength));
        if (!Metainfo.TryParse(TorrentFile, out Metainfo? metainfo, out MetainfoError? error))
            throw new InvalidOperationException(error.Message);
        Metainfo = metainfo;
    }

    /// <summary>A folder of its own.</summary>
    public string Root { get; }

    /// <summary>What it was made from.</summary>
    public MetainfoBuilder Builder { get; }

    /// <summary>The .torrent file.</summary>
    public byte[] TorrentFile { get; }

    /// <summary>The same, parsed.</summary>
    public Metainfo Metainfo { get; }

    /// <summary>A magnet link for it; more parameters may be appended.</summary>
    public string Magnet => $"magnet:?xt=urn:btih:{Metainfo.InfoHash}";

    /// <summary>A new empty folder.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>A new folder that holds the content.</summary>
    public string FolderWithContent(string name)
    {
        string folder = Folder(name);
        CopyContentTo(folder);
        return folder;
    }

    /// <summary>Puts the content into a folder, over what is there.</summary>
    public void CopyContentTo(string folder)
    {
        foreach (ContentFile file in Metainfo.Files)
        {
            string path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, ContentOf(file));
        }
    }

    /// <summary>The bytes of a file.</summary>
    public byte[] ContentOf(ContentFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _content.AsSpan((int)file.Offset, (int)file.Length).ToArray();
    }

    /// <summary>Does the folder hold exactly the content?</summary>
    public bool IsComplete(string folder) => Metainfo.Files.All(file =>
    {
        string path = Path.Combine(folder, file.Path);
        return File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(ContentOf(file));
    });

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Root, recursive: true);

    private byte[] HashesOf(int pieceLength)
    {
        var hashes = new byte[(_content.Length + pieceLength - 1) / pieceLength * HashLength];
        for (int piece = 0; piece * pieceLength < _content.Length; piece++)
        {
            int length = Math.Min(pieceLength, _content.Length - (piece * pieceLength));
            SHA1.HashData(
                _content.AsSpan(piece * pieceLength, length), hashes.AsSpan(piece * HashLength, HashLength));
        }

        return hashes;
    }
}
