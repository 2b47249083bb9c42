using System.Buffers;
using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>Writes "piece layers" (BEP 52): roots in ascending order, equal files once.</summary>
internal static class PieceLayersWriter
{
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<V2FileHashes> files)
    {
        var layers = new SortedDictionary<string, V2FileHashes>(StringComparer.Ordinal);
        foreach (V2FileHashes file in files)
            if (!file.PieceLayer.IsEmpty) layers[Convert.ToHexStringLower(file.PiecesRoot.Span)] = file;
        var output = new ArrayBufferWriter<byte>();
        var writer = new BencodeWriter(output);
        writer.BeginDictionary();
        foreach (V2FileHashes file in layers.Values)
        {
            writer.Key(file.PiecesRoot.Span);
            writer.Bytes(file.PieceLayer.Span);
        }

        writer.End();
        return output.WrittenMemory;
    }
}
