using System.Globalization;

namespace GSTorrent.MetainfoFormat;

/// <summary>Lays out version 2 files, each of which begins with a piece (BEP 52), by padding files (BEP 47).</summary>
internal static class PieceAlignment
{
    /// <summary>Bytes from an offset to the next beginning of a piece.</summary>
    public static int Gap(long offset, int pieceLength) => (int)((pieceLength - (offset % pieceLength)) % pieceLength);

    /// <summary>The path of a padding file in the torrent's folder.</summary>
    public static PathName[] PaddingNames(long length)
    {
        string gap = length.ToString(CultureInfo.InvariantCulture);
        return [new PathName(".pad", ".pad"), new PathName(gap, gap)];
    }

    /// <summary>The files with padding before each that has content and would not begin with a piece.</summary>
    public static List<ListedFile> Pad(List<ListedFile> files, int pieceLength, PathName name)
    {
        var padded = new List<ListedFile>(files.Count);
        long offset = 0;
        foreach (ListedFile file in files)
        {
            int gap = Gap(offset, pieceLength);
            if (file.Length > 0 && gap > 0)
            {
                padded.Add(new ListedFile((PathName[])[name, .. PaddingNames(gap)], gap) { IsPadding = true });
                offset += gap;
            }

            padded.Add(file);
            // The sum is checked after this; until then it only must not wrap round.
            offset = Math.Min(offset + file.Length, long.MaxValue / 2);
        }

        return padded;
    }
}
