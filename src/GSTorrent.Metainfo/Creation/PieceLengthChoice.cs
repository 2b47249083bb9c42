using System.Numerics;

namespace GSTorrent.MetainfoFormat;

/// <summary>Chooses a piece length for new torrents.</summary>
public static class PieceLengthChoice
{
    private const int Shortest = 16 * 1024;
    private const int Longest = 16 * 1024 * 1024;

    // About this many pieces keep the metainfo file near 20 KiB to 40 KiB while a bad piece stays a small loss.
    private const long WantedPieces = 1500;

    /// <summary>A power of two from 16 KiB to 16 MiB, longer only where there would be too many pieces.</summary>
    /// <param name="totalBytes">Bytes of all content.</param>
    public static int For(long totalBytes)
    {
        long ideal = Math.Clamp(totalBytes / WantedPieces, Shortest, Longest);
        long length = (long)BitOperations.RoundUpToPowerOf2((ulong)ideal);
        while (length * MetainfoLimits.MaxPieces < totalBytes && length * 2 <= MetainfoLimits.MaxPieceLength)
            length *= 2;
        return (int)length;
    }

    /// <summary>
    /// May a torrent have this piece length? For version 2 it must also be a power of two of at least 16 KiB.
    /// </summary>
    public static bool IsAllowed(long pieceLength, bool forV2) =>
        pieceLength is > 0 and <= MetainfoLimits.MaxPieceLength
        && (!forV2 || (pieceLength >= Shortest && BitOperations.IsPow2(pieceLength)));
}
