namespace GSTorrent.MetainfoFormat;

/// <summary>Keeps the paths of one torrent within their limits, one by one and together.</summary>
internal sealed class PathBudget
{
    private int _sum;

    public bool TryTake(ListedFile file, ReadingNotes notes)
    {
        string[] elements = file.Elements;
        int length = elements.Length - 1;
        foreach (string element in elements) length += element.Length;
        if (length > MetainfoLimits.MaxPathLength)
            return notes.Fail(
                "path-too-long", $"A path is longer than {MetainfoLimits.MaxPathLength} characters: "
                                 + $"'{elements[0]}/{elements[1]}/…'.");
        _sum += length + (file.Written?.Length ?? 0);
        return _sum <= MetainfoLimits.MaxPathLengthSum
               || notes.Fail("paths-too-long", "The paths of all files together are too long.");
    }
}
