using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// Verifies "piece layers" (BEP 52): for a file longer than a piece, the hashes of its pieces by the file's root. A
/// layer that is missing can come from peers; one that does not hash to its root is a lie.
/// </summary>
internal static class PieceLayersReader
{
    public static bool TryVerify(BencodeElement layers, InfoParts parts, ReadingNotes notes)
    {
        var lengthByRoot = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (ListedFile file in parts.TreeFiles!)
        {
            if (file.Length <= parts.PieceLength) continue;
            string root = Convert.ToHexStringLower(file.PiecesRoot.Span);
            // Files of equal content share a root, and then also its layer.
            if (lengthByRoot.TryAdd(root, file.Length) || lengthByRoot[root] == file.Length) continue;
            return Fail(notes, root, "belongs to files of different lengths");
        }

        foreach (BencodeProperty layer in layers.EnumerateDictionary())
        {
            string root = Convert.ToHexStringLower(layer.Key.Span[..Math.Min(layer.Key.Length, Merkle.HashLength)]);
            if (layer.Key.Length != Merkle.HashLength || !lengthByRoot.Remove(root, out long length))
                return Fail(notes, root, "belongs to no file");
            long pieces = (length + parts.PieceLength - 1) / parts.PieceLength;
            layer.Value.TryGetBytes(out ReadOnlyMemory<byte> hashes);
            if (hashes.Length != pieces * Merkle.HashLength)
                return Fail(notes, root, $"does not have {pieces} hashes");
            if (!Merkle.FileRoot(hashes.Span, parts.PieceLength).AsSpan().SequenceEqual(layer.Key.Span))
                return Fail(notes, root, "does not hash to its root");
        }

        if (lengthByRoot.Count > 0)
            notes.Warn($"The v2 piece layers of {lengthByRoot.Count} files are missing; they have to come from peers.");
        return true;
    }

    private static bool Fail(ReadingNotes notes, string root, string what) =>
        notes.Fail("piece-layers-invalid", $"The piece layer '{root}' (piece layers) {what}.");
}
