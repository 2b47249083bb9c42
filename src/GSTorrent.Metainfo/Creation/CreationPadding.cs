using System.Globalization;

namespace GSTorrent.MetainfoFormat;

/// <summary>Inserts the padding files of a hybrid torrent (BEP 47, BEP 52).</summary>
internal static class CreationPadding
{
    public static List<CreationFile> Insert(IReadOnlyList<CreationFile> files, int pieceLength)
    {
        var padded = new List<CreationFile>(files.Count * 2);
        long offset = 0;
        foreach (CreationFile file in files)
        {
            int gap = PieceAlignment.Gap(offset, pieceLength);
            if (file.Length > 0 && gap > 0)
            {
                string path = ".pad/" + gap.ToString(CultureInfo.InvariantCulture);
                padded.Add(new CreationFile(path, gap) { IsPadding = true });
                offset += gap;
            }

            padded.Add(file);
            offset += file.Length;
        }

        return padded;
    }
}
