using System.Globalization;
using System.Numerics;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage;

/// <summary>Reads piece lengths such as 1MiB, 256KiB or 65536.</summary>
public static class PieceLengthReader
{
    private const int Shortest = 16 * 1024;

    private static readonly (string Suffix, long Factor)[] Suffixes = [("KiB", 1 << 10), ("MiB", 1 << 20), ("B", 1)];

    /// <summary>The lengths that every client can read; false for all others.</summary>
    public static bool TryRead(string text, out int pieceLength)
    {
        pieceLength = 0;
        long factor = 1;
        foreach ((string suffix, long candidate) in Suffixes)
        {
            if (!text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;
            text = text[..^suffix.Length].TrimEnd();
            factor = candidate;
            break;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return false;
        if (number is 0 or > int.MaxValue || number * factor > MetainfoLimits.MaxPieceLength) return false;
        pieceLength = (int)(number * factor);
        return IsAllowed(pieceLength);
    }

    /// <summary>Is it a length that every client can read: a power of two from 16 KiB on, and not too large?</summary>
    public static bool IsAllowed(int pieceLength) =>
        pieceLength is >= Shortest and <= MetainfoLimits.MaxPieceLength && BitOperations.IsPow2(pieceLength);
}
