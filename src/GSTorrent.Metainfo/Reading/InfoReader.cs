using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using GSTorrent.Bencoding;
using GSTorrent.Primitives;

namespace GSTorrent.MetainfoFormat;

/// <summary>Reads the info dictionary (BEP 3, BEP 52).</summary>
internal static class InfoReader
{
    /// <param name="info">A dictionary.</param>
    /// <param name="isSuspect">Were there unsorted or repeated keys somewhere in the whole document?</param>
    /// <param name="notes">Takes the error.</param>
    /// <param name="parts">The result.</param>
    public static bool TryRead(
        BencodeElement info, bool isSuspect, ReadingNotes notes, [NotNullWhen(true)] out InfoParts? parts)
    {
        parts = null;
        if (!TryReadVersion(info, isSuspect, notes, out bool hasV2)) return false;
        if (!TryReadPieceLength(info, hasV2, notes, out int pieceLength)) return false;
        byte[] sha256 = SHA256.HashData(info.RawBytes.Span);
        bool hasV1 = !hasV2 || info.TryGetProperty("files"u8, out _) || info.TryGetProperty("length"u8, out _);
        var infoHash = new InfoHash(hasV1 ? SHA1.HashData(info.RawBytes.Span) : sha256.AsSpan(0, InfoHash.Length));
        if (!TryReadName(info, infoHash, notes, out PathName name)) return false;
        if (!TryReadFiles(info, name, pieceLength, (hasV1, hasV2), notes, out FileLists lists)) return false;
        if (!TryMeasure(lists.Files, pieceLength, notes, out long total)) return false;
        if (!TryReadPieces(info, hasV1, total, pieceLength, notes, out ReadOnlyMemory<byte> pieces)) return false;
        parts = new InfoParts
        {
            InfoBytes = info.RawBytes,
            InfoHash = infoHash,
            InfoHashV2 = hasV2 ? sha256 : null,
            IsV2Only = !hasV1,
            Name = lists.IsSingleFile ? lists.Files[0].Elements[0] : name.Clean,
            PieceLength = pieceLength,
            IsSingleFile = lists.IsSingleFile,
            Files = lists.Files,
            TreeFiles = lists.TreeFiles,
            TotalLength = total,
            PieceHashes = pieces,
            IsPrivate = info.TryGetInteger("private"u8, out long isPrivate) && isPrivate != 0,
            Source = LossyText.ForPeople(info, "source.utf-8"u8, "source"u8),
        };
        return true;
    }

    private static bool TryReadVersion(BencodeElement info, bool isSuspect, ReadingNotes notes, out bool hasV2)
    {
        info.TryGetInteger("meta version"u8, out long version);
        hasV2 = version == 2;
        if (version > 2)
            return notes.Fail(
                "meta-version-unknown", $"The metainfo version {version} (info.meta version) is not known.");
        bool hasTree = info.TryGetProperty("file tree"u8, out BencodeElement tree)
                       && tree.Kind == BencodeKind.Dictionary;
        if (hasV2 && !hasTree) return notes.Fail("file-tree-missing", "A version 2 metainfo has no 'info.file tree'.");
        if (!hasV2 && hasTree)
            return notes.Fail("meta-version-missing", "There is an 'info.file tree' but no 'info.meta version' of 2.");
        // Version 1 files of old makers have unsorted keys; version 2 forbids them (BEP 52), and the order of the file
        // tree is the order of the content.
        if (!hasV2 || !isSuspect || IsCanonical(info)) return true;
        return notes.Fail("info-not-canonical", "The info dictionary of version 2 has unsorted or repeated keys.");
    }

    private static bool IsCanonical(BencodeElement info) =>
        BencodeDocument.TryParse(info.RawBytes, MetainfoLimits.Bencode, out BencodeDocument? document, out _)
        && !document.HasUnsortedKeys && !document.HasDuplicateKeys;

    private static bool TryReadPieceLength(BencodeElement info, bool hasV2, ReadingNotes notes, out int pieceLength)
    {
        pieceLength = 0;
        if (!info.TryGetInteger("piece length"u8, out long value))
            return notes.Fail(
                "piece-length-missing", "The piece length (info.piece length) is missing or not a number.");
        if (value is <= 0 or > MetainfoLimits.MaxPieceLength)
            return notes.Fail(
                "piece-length-invalid",
                $"The piece length {value} is not between 1 and {MetainfoLimits.MaxPieceLength} bytes.");
        if (hasV2 && (value < PieceGeometry.BlockSize || (value & (value - 1)) != 0))
            return notes.Fail(
                "piece-length-invalid", $"The piece length {value} is not a power of two of at least 16 KiB (BEP 52).");
        pieceLength = (int)value;
        return true;
    }

    private static bool TryReadName(BencodeElement info, InfoHash infoHash, ReadingNotes notes, out PathName name)
    {
        name = default;
        if (!LossyText.TryGetTwin(info, "name.utf-8"u8, "name"u8, out ReadOnlyMemory<byte> raw))
            return notes.Fail("name-missing", "The name (info.name) is missing or not a byte string.");
        // A name of which nothing is left says nothing; the info-hash at least tells two such torrents apart.
        bool isLegible = PathSanitizer.TryCleanElement(raw.Span, out string clean);
        name = PathName.Of(raw.Span, isLegible ? clean : infoHash.ToString());
        return true;
    }

    private static bool TryReadFiles(
        BencodeElement info,
        PathName name,
        int pieceLength,
        (bool V1, bool V2) versions,
        ReadingNotes notes,
        out FileLists lists)
    {
        lists = default;
        List<ListedFile>? tree = null;
        bool treeIsSingle = false;
        bool hasList = info.TryGetProperty("files"u8, out BencodeElement list);
        if (versions.V2)
        {
            info.TryGetProperty("file tree"u8, out BencodeElement root);
            if (!FileTreeReader.TryRead(root, hasList ? name : null, name, notes, out tree, out treeIsSingle))
                return false;
        }

        if (!versions.V1)
        {
            lists = new FileLists(PieceAlignment.Pad(tree!, pieceLength, name), tree, treeIsSingle);
            return true;
        }

        List<ListedFile>? files = [];
        if (hasList && !FileListReader.TryRead(list, name, notes, out files)) return false;
        if (!hasList && !FileListReader.TryReadSingle(info, name, notes, out files)) return false;
        if (tree is not null && !HybridCheck.TryAgree(files, tree, pieceLength, notes, out files)) return false;
        lists = new FileLists(files, tree, !hasList);
        return true;
    }

    private static bool TryMeasure(
        IReadOnlyList<ListedFile> files, int pieceLength, ReadingNotes notes, out long total)
    {
        total = 0;
        foreach (ListedFile file in files)
        {
            total += file.Length;
            if (total > MetainfoLimits.MaxContentLength)
                return notes.Fail("content-too-long", "The files together are longer than 2^48 bytes.");
        }

        if (total == 0) return notes.Fail("content-empty", "The torrent has no content: all files are empty.");
        long pieces = (total + pieceLength - 1) / pieceLength;
        return pieces <= MetainfoLimits.MaxPieces || notes.Fail(
            "too-many-pieces", $"The content has {pieces} pieces; at most {MetainfoLimits.MaxPieces} are accepted.");
    }

    private static bool TryReadPieces(
        BencodeElement info,
        bool hasV1,
        long total,
        int pieceLength,
        ReadingNotes notes,
        out ReadOnlyMemory<byte> pieces)
    {
        pieces = default;
        if (!hasV1) return true;
        if (!info.TryGetBytes("pieces"u8, out pieces))
            return notes.Fail("pieces-missing", "The piece hashes (info.pieces) are missing or not a byte string.");
        long expected = (total + pieceLength - 1) / pieceLength * InfoHash.Length;
        return pieces.Length == expected || notes.Fail(
            "pieces-length-mismatch",
            $"The piece hashes (info.pieces) take {pieces.Length} bytes where {total} bytes of content in pieces of "
            + $"{pieceLength} need {expected}.");
    }

    private readonly record struct FileLists(
        IReadOnlyList<ListedFile> Files, IReadOnlyList<ListedFile>? TreeFiles, bool IsSingleFile);
}
