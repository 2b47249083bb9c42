using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace GSTorrent.MetainfoFormat;

/// <summary>The choice of files in a magnet link (BEP 53): indices and ranges, "0,2,4-6".</summary>
internal static class FileSelection
{
    public static bool TryParse(string text, [NotNullWhen(true)] out IReadOnlyList<int>? files)
    {
        files = null;
        var chosen = new List<(int First, int Last)>();
        foreach (Range part in text.AsSpan().Split(','))
        {
            ReadOnlySpan<char> range = text.AsSpan()[part].Trim();
            int dash = range.IndexOf('-');
            if (!TryIndex(dash < 0 ? range : range[..dash], out int first)) return false;
            int last = first;
            if (dash >= 0 && !TryIndex(range[(dash + 1)..], out last)) return false;
            if (last < first) return false;
            chosen.Add((first, last));
        }

        files = Ascending(chosen);
        return true;
    }

    // Ranges may overlap; each index is below the limit and comes once, so they are no more than that.
    private static List<int> Ascending(List<(int First, int Last)> ranges)
    {
        ranges.Sort();
        long total = ranges.Sum(range => range.Last - range.First + 1L);
        var files = new List<int>((int)Math.Min(total, MetainfoLimits.MaxFiles));
        int next = 0;
        foreach ((int first, int last) in ranges)
        {
            for (int i = Math.Max(first, next); i <= last; i++) files.Add(i);
            next = Math.Max(next, last + 1);
        }

        return files;
    }

    public static string Format(IReadOnlyList<int> ascending)
    {
        var text = new StringBuilder();
        for (int i = 0; i < ascending.Count; i++)
        {
            int first = ascending[i];
            while (i + 1 < ascending.Count && ascending[i + 1] == ascending[i] + 1) i++;
            if (text.Length > 0) text.Append(',');
            text.Append(first);
            if (ascending[i] > first) text.Append('-').Append(ascending[i]);
        }

        return text.ToString();
    }

    private static bool TryIndex(ReadOnlySpan<char> text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index)
        && index < MetainfoLimits.MaxFiles;
}
