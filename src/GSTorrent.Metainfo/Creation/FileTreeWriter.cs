using System.Text;
using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>Writes the file tree of version 2 (BEP 52) from files in the order of the tree.</summary>
internal static class FileTreeWriter
{
    public static void Write(
        BencodeWriter writer, IReadOnlyList<CreationFile> files, IReadOnlyList<V2FileHashes> hashes, int pieceLength)
    {
        string[] open = [];
        writer.BeginDictionary();
        for (int i = 0; i < files.Count; i++)
        {
            string[] elements = files[i].Path.Split('/');
            string[] folders = elements[..^1];
            int common = open.AsSpan().CommonPrefixLength(folders, StringComparer.Ordinal);
            for (int level = open.Length; level > common; level--) writer.End();
            foreach (string folder in folders.AsSpan(common))
            {
                writer.Key(Encoding.UTF8.GetBytes(folder));
                writer.BeginDictionary();
            }

            open = folders;
            writer.Key(Encoding.UTF8.GetBytes(elements[^1]));
            WriteLeaf(writer, files[i], hashes[i], pieceLength);
        }

        foreach (string _ in open) writer.End();
        writer.End();
    }

    private static void WriteLeaf(BencodeWriter writer, CreationFile file, V2FileHashes hashes, int pieceLength)
    {
        long pieces = (file.Length + pieceLength - 1) / pieceLength;
        long layer = pieces > 1 ? pieces * Merkle.HashLength : 0;
        if (hashes.PiecesRoot.Length != (file.Length > 0 ? Merkle.HashLength : 0) || hashes.PieceLayer.Length != layer)
            throw new ArgumentException($"The hashes do not fit '{file.Path}'.", nameof(hashes));
        writer.BeginDictionary();
        writer.Key([]);
        writer.BeginDictionary();
        writer.Key("length"u8);
        writer.Integer(file.Length);
        if (file.Length > 0)
        {
            writer.Key("pieces root"u8);
            writer.Bytes(hashes.PiecesRoot.Span);
        }

        writer.End();
        writer.End();
    }
}
