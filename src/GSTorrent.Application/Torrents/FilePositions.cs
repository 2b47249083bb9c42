using System.Globalization;
using System.Text;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Files by their places in the list of files without padding, from 0: <c>#0-3,7</c>. Immutable.
/// </summary>
internal sealed class FilePositions
{
    private const int MaxLength = 1000;
    private readonly (int First, int Last)[] _ranges;

    private FilePositions((int First, int Last)[] ascending) => _ranges = ascending;

    /// <summary>Null if it is no such text: then it is a pattern of another kind.</summary>
    public static FilePositions? Parse(string text)
    {
        if (text.Length < 2 || text[0] != '#') return null;
        var ranges = new List<(int First, int Last)>();
        foreach (string part in text[1..].Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryRead(ends[0], out int first) || !TryRead(ends[^1], out int last)) return null;
            if (last < first || (ranges.Count > 0 && first <= ranges[^1].Last)) return null;
            ranges.Add((first, last));
        }

        return new FilePositions([.. ranges]);
    }

    /// <summary>The texts for some places, each short enough for a pattern; neighbours are taken together.</summary>
    public static IEnumerable<string> Write(IEnumerable<int> positions)
    {
        var text = new StringBuilder("#");
        foreach ((int first, int last) in RangesOf(positions))
        {
            if (text.Length > MaxLength - 24)
            {
                yield return text.ToString();
                text.Clear().Append('#');
            }

            if (text.Length > 1) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{first}");
            if (last > first) text.Append(CultureInfo.InvariantCulture, $"-{last}");
        }

        if (text.Length > 1) yield return text.ToString();
    }

    public bool Contains(int position)
    {
        int at = Array.BinarySearch(_ranges, (position, int.MaxValue));
        int before = at >= 0 ? at : ~at - 1;
        return before >= 0 && position <= _ranges[before].Last;
    }

    private static IEnumerable<(int First, int Last)> RangesOf(IEnumerable<int> positions)
    {
        (int First, int Last)? open = null;
        foreach (int position in positions.Distinct().Order())
        {
            if (open is { } range && position == range.Last + 1)
            {
                open = (range.First, position);
                continue;
            }

            if (open is { } done) yield return done;
            open = (position, position);
        }

        if (open is { } rest) yield return rest;
    }

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
