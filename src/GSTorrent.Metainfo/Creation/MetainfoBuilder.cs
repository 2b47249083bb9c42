using System.Buffers;
using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// Makes .torrent files from hashes that were computed elsewhere. Ask <see cref="Check"/> first; a build from input
/// that it refuses, or with a wrong number of hashes, is a bug and throws.
/// </summary>
public sealed record MetainfoBuilder
{
    /// <summary>The file's name, or the name of the folder.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes; see <see cref="PieceLengthChoice"/>.</summary>
    public required int PieceLength { get; init; }

    /// <summary>The files in the order of <see cref="CreationFileOrder"/>; without padding.</summary>
    public required IReadOnlyList<CreationFile> Files { get; init; }

    /// <summary>Is it one file that is not in a folder?</summary>
    public bool IsSingleFile { get; init; }

    /// <summary>Announce addresses by tier (BEP 12).</summary>
    public IReadOnlyList<IReadOnlyList<string>> TrackerTiers { get; init; } = [];

    /// <summary>Web seeds (BEP 19).</summary>
    public IReadOnlyList<string> WebSeeds { get; init; } = [];

    /// <summary>DHT nodes (BEP 5).</summary>
    public IReadOnlyList<(string Host, int Port)> Nodes { get; init; } = [];

    /// <summary>May only the trackers give peers (BEP 27)?</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Free text.</summary>
    public string? Comment { get; init; }

    /// <summary>Stands in the info dictionary, so that another site's torrent has another info-hash.</summary>
    public string? Source { get; init; }

    /// <summary>The program that makes it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Seconds since 1970; null leaves it out.</summary>
    public long? CreationDateUnixSeconds { get; init; }

    /// <summary>
    /// The files with padding, as the version 1 hashes of a hybrid run over them: every file with content begins with a
    /// piece.
    /// </summary>
    public IReadOnlyList<CreationFile> FilesWithPadding => CreationPadding.Insert(Files, PieceLength);

    /// <summary>What is wrong with the files, names or piece length; null if nothing.</summary>
    public MetainfoError? Check(bool forV2) => CreationCheck.Find(this, forV2);

    /// <summary>A version 1 torrent (BEP 3).</summary>
    /// <param name="pieceHashes">20 bytes of SHA-1 for each piece over all files.</param>
    public byte[] BuildV1(ReadOnlySpan<byte> pieceHashes)
    {
        var output = new ArrayBufferWriter<byte>();
        new InfoWriter(this, new BencodeWriter(output)).WriteV1(Files, pieceHashes);
        return Wrap(output.WrittenMemory, default);
    }

    /// <summary>A version 2 torrent (BEP 52).</summary>
    /// <param name="fileHashes">One for each of <see cref="Files"/>.</param>
    public byte[] BuildV2(IReadOnlyList<V2FileHashes> fileHashes)
    {
        var output = new ArrayBufferWriter<byte>();
        new InfoWriter(this, new BencodeWriter(output)).WriteV2(fileHashes);
        return Wrap(output.WrittenMemory, PieceLayersWriter.Write(fileHashes));
    }

    /// <summary>A torrent with both sides (BEP 52).</summary>
    /// <param name="pieceHashes">20 bytes of SHA-1 for each piece over <see cref="FilesWithPadding"/>.</param>
    /// <param name="fileHashes">One for each of <see cref="Files"/>.</param>
    public byte[] BuildHybrid(ReadOnlySpan<byte> pieceHashes, IReadOnlyList<V2FileHashes> fileHashes)
    {
        var output = new ArrayBufferWriter<byte>();
        new InfoWriter(this, new BencodeWriter(output)).WriteHybrid(FilesWithPadding, pieceHashes, fileHashes);
        return Wrap(output.WrittenMemory, PieceLayersWriter.Write(fileHashes));
    }

    private byte[] Wrap(ReadOnlyMemory<byte> info, ReadOnlyMemory<byte> pieceLayers) =>
        MetainfoWriter.Write(new OuterFields
        {
            InfoBytes = info,
            PieceLayers = pieceLayers,
            TrackerTiers = TrackerTiers,
            WebSeeds = WebSeeds,
            Nodes = Nodes,
            Comment = Comment,
            CreatedBy = CreatedBy,
            CreationDateUnixSeconds = CreationDateUnixSeconds,
        });
}
