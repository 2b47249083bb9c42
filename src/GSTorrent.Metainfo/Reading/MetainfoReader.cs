using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using GSTorrent.Bencoding;
using GSTorrent.Primitives;

namespace GSTorrent.MetainfoFormat;

/// <summary>Reads whole .torrent files and lone info dictionaries.</summary>
internal static class MetainfoReader
{
    public static bool TryReadFile(
        ReadOnlyMemory<byte> file, ReadingNotes notes, [NotNullWhen(true)] out Metainfo? metainfo)
    {
        metainfo = null;
        if (!TryParse(file, notes, out BencodeDocument? document)) return false;
        BencodeElement root = document.Root;
        if (root.Kind != BencodeKind.Dictionary)
            return notes.Fail(
                "not-a-dictionary", "The file is not a metainfo file: its outermost value is no dictionary.");
        if (!root.TryGetProperty("info"u8, out BencodeElement info) || info.Kind != BencodeKind.Dictionary)
            return notes.Fail("info-missing", "The file has no 'info' dictionary.");
        if (!TryReadInfo(document, info, notes, out InfoParts? parts)) return false;
        root.TryGetProperty("piece layers"u8, out BencodeElement layers);
        bool hasLayers = layers.Kind == BencodeKind.Dictionary && parts.TreeFiles is not null;
        if (hasLayers && !PieceLayersReader.TryVerify(layers, parts, notes)) return false;
        if (parts.IsV2Only && !hasLayers)
            notes.Warn("The v2 piece layers are missing; they have to come from peers.");
        metainfo = Build(parts, notes, root, hasLayers ? layers.RawBytes : default);
        return metainfo is not null;
    }

    public static bool TryReadInfo(
        ReadOnlyMemory<byte> infoDictionary, ReadingNotes notes, [NotNullWhen(true)] out Metainfo? metainfo)
    {
        metainfo = null;
        if (!BencodeDocument.TryParse(infoDictionary, MetainfoLimits.Bencode, out BencodeDocument? document,
                out BencodeError error))
            return notes.Fail("bencode-invalid", $"The info dictionary is not valid bencode: {error}.");
        if (document.Root.Kind != BencodeKind.Dictionary)
            return notes.Fail("not-a-dictionary", "The info part is not a dictionary.");
        if (!TryReadInfo(document, document.Root, notes, out InfoParts? parts)) return false;
        metainfo = Build(parts, notes, default, default);
        return metainfo is not null;
    }

    private static bool TryParse(
        ReadOnlyMemory<byte> file, ReadingNotes notes, [NotNullWhen(true)] out BencodeDocument? document)
    {
        if (!BencodeDocument.TryParsePrefix(file, MetainfoLimits.Bencode, out document, out int consumed,
                out BencodeError error))
            return notes.Fail("bencode-invalid", $"The file is not valid bencode: {error}.");
        int surplus = file.Length - consumed;
        if (surplus > 0) notes.Warn($"{surplus} bytes after the end of the metainfo are ignored.");
        return true;
    }

    private static bool TryReadInfo(
        BencodeDocument document, BencodeElement info, ReadingNotes notes, [NotNullWhen(true)] out InfoParts? parts)
    {
        if (document.HasDuplicateKeys) notes.Warn("A dictionary has a key twice; the first is used.");
        if (document.HasUnsortedKeys) notes.Warn("A dictionary's keys are not sorted.");
        bool isSuspect = document.HasDuplicateKeys || document.HasUnsortedKeys;
        return InfoReader.TryRead(info, isSuspect, notes, out parts);
    }

    private static Metainfo? Build(
        InfoParts parts, ReadingNotes notes, BencodeElement root, ReadOnlyMemory<byte> layers)
    {
        if (!ContentFiles.TryBuild(parts, notes, out IReadOnlyList<ContentFile>? files)) return null;
        return new Metainfo
        {
            InfoHash = parts.InfoHash,
            InfoHashV2 = parts.InfoHashV2,
            Name = parts.Name,
            Geometry = new PieceGeometry(parts.TotalLength, parts.PieceLength),
            PieceHashes = parts.PieceHashes,
            Files = files,
            IsSingleFile = parts.IsSingleFile,
            IsPrivate = parts.IsPrivate,
            IsV2Only = parts.IsV2Only,
            Source = parts.Source,
            InfoBytes = parts.InfoBytes,
            TrackerTiers = TrackerListReader.Read(root, notes),
            WebSeeds = WebSeedReader.Read(root, files.Count > 1, notes),
            Nodes = NodeListReader.Read(root),
            Comment = LossyText.ForPeople(root, "comment.utf-8"u8, "comment"u8),
            CreatedBy = LossyText.ForPeople(root, "created by.utf-8"u8, "created by"u8),
            CreationDateUnixSeconds =
                root.TryGetInteger("creation date"u8, out long date) && date >= 0 ? date : null,
            Warnings = notes.Warnings,
            PieceLayers = layers,
        };
    }
}
