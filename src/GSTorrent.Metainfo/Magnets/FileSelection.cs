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
        var chosen = new SortedSet<int>();
        // Ranges may overlap, so what was read is bounded as well as what came out.
        long total = 0;
        foreach (Range part in text.AsSpan().Split(','))
        {
            ReadOnlySpan<char> range = text.AsSpan()[part].Trim();
            int dash = range.IndexOf('-');
            if (!TryIndex(dash < 0 ? range : range[..dash], out int first)) return false;
            int last = first;
            if (dash >= 0 && !TryIndex(range[(dash + 1)..], out last)) return false;
            if (last < first) return false;
            total += last - first + 1;
            if (total > MetainfoLimits.MaxFiles) return false;
            for (int i = first; i <= last; i++) chosen.Add(i);
        }

        files = [.. chosen];
        return true;
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
