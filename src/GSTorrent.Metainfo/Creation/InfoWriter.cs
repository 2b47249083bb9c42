using GSTorrent.Bencoding;
using GSTorrent.Primitives;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// Writes an info dictionary (BEP 3, BEP 52). Keys ascend, so each kind of torrent is one order of calls.
/// </summary>
internal sealed class InfoWriter(MetainfoBuilder builder, BencodeWriter writer)
{
    public void WriteV1(IReadOnlyList<CreationFile> files, ReadOnlySpan<byte> pieceHashes)
    {
        ThrowIfRefused(forV2: false);
        writer.BeginDictionary();
        WriteFiles(files);
        WriteNameAndPieceLength();
        WritePieces(files, pieceHashes);
        WriteRest();
    }

    public void WriteV2(IReadOnlyList<V2FileHashes> fileHashes)
    {
        ThrowIfRefused(forV2: true);
        writer.BeginDictionary();
        WriteTree(fileHashes);
        WriteVersion();
        WriteNameAndPieceLength();
        WriteRest();
    }

    public void WriteHybrid(
        IReadOnlyList<CreationFile> padded, ReadOnlySpan<byte> pieceHashes, IReadOnlyList<V2FileHashes> fileHashes)
    {
        ThrowIfRefused(forV2: true);
        writer.BeginDictionary();
        WriteTree(fileHashes);
        WriteFiles(padded);
        WriteVersion();
        WriteNameAndPieceLength();
        WritePieces(padded, pieceHashes);
        WriteRest();
    }

    private void ThrowIfRefused(bool forV2)
    {
        if (builder.Check(forV2) is MetainfoError error) throw new InvalidOperationException(error.Message);
    }

    private void WriteTree(IReadOnlyList<V2FileHashes> fileHashes)
    {
        if (fileHashes.Count != builder.Files.Count)
            throw new ArgumentException("Not one set of hashes for each file.", nameof(fileHashes));
        writer.Key("file tree"u8);
        FileTreeWriter.Write(writer, builder.Files, fileHashes, builder.PieceLength);
    }

    private void WriteFiles(IReadOnlyList<CreationFile> files)
    {
        if (builder.IsSingleFile)
        {
            writer.Key("length"u8);
            writer.Integer(files[0].Length);
            return;
        }

        writer.Key("files"u8);
        writer.BeginList();
        foreach (CreationFile file in files)
        {
            writer.BeginDictionary();
            if (file.IsPadding)
            {
                writer.Key("attr"u8);
                writer.Bytes("p"u8);
            }

            writer.Key("length"u8);
            writer.Integer(file.Length);
            writer.Key("path"u8);
            writer.BeginList();
            foreach (string element in file.Path.Split('/')) writer.String(element);
            writer.End();
            writer.End();
        }

        writer.End();
    }

    private void WriteVersion()
    {
        writer.Key("meta version"u8);
        writer.Integer(2);
    }

    private void WriteNameAndPieceLength()
    {
        writer.Key("name"u8);
        writer.String(builder.Name);
        writer.Key("piece length"u8);
        writer.Integer(builder.PieceLength);
    }

    private void WritePieces(IReadOnlyList<CreationFile> files, ReadOnlySpan<byte> pieceHashes)
    {
        long total = files.Sum(file => file.Length);
        long pieces = (total + builder.PieceLength - 1) / builder.PieceLength;
        if (pieceHashes.Length != pieces * InfoHash.Length)
            throw new ArgumentException($"Not {pieces} hashes.", nameof(pieceHashes));
        writer.Key("pieces"u8);
        writer.Bytes(pieceHashes);
    }

    private void WriteRest()
    {
        if (builder.IsPrivate)
        {
            writer.Key("private"u8);
            writer.Integer(1);
        }

        if (!string.IsNullOrEmpty(builder.Source))
        {
            writer.Key("source"u8);
            writer.String(builder.Source);
        }

        writer.End();
    }
}
