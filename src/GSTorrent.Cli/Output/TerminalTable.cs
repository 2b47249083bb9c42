using GSTorrent.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GSTorrent.Cli.Output;

/// <summary>A table for a terminal: no frames, figures to the right, lines that never wrap but are cut.</summary>
internal static class TerminalTable
{
    private const string Gap = "  ";

    // The last column is a name or a text: what it shows at least before others leave.
    private const int LeastLastWidth = 10;

    public static IRenderable Of<T>(IReadOnlyList<Column<T>> columns, IReadOnlyCollection<T> rows, int width)
    {
        IReadOnlyList<string> lines = Lines(columns, rows, width);
        var header = new Text(lines[0], new Style(decoration: Decoration.Bold));
        return new Rows([header, .. lines.Skip(1).Select(line => new Text(line))]);
    }

    /// <summary>The header and the rows, each at most <paramref name="width"/> cells wide.</summary>
    public static IReadOnlyList<string> Lines<T>(
        IReadOnlyList<Column<T>> columns, IReadOnlyCollection<T> rows, int width)
    {
        List<string[]> cells = [[.. columns.Select(c => c.Header)]];
        foreach (T row in rows) cells.Add([.. columns.Select(c => SafeText.Of(c.Value(row)))]);
        int[] widths = [.. columns.Select((_, i) => cells.Max(line => line[i].GetCellWidth()))];
        int[] shown = Fitting(columns, widths, width);
        return [.. cells.Select(line => Cut(Join(columns, line, widths, shown), width))];
    }

    /// <summary>The columns that find room, by index.</summary>
    private static int[] Fitting<T>(IReadOnlyList<Column<T>> columns, int[] widths, int width)
    {
        List<int> shown = [.. Enumerable.Range(0, columns.Count)];
        foreach (int leaving in shown.Where(i => columns[i].LeavesAt > 0).OrderBy(i => columns[i].LeavesAt).ToArray())
        {
            int needed = shown.SkipLast(1).Sum(i => widths[i] + Gap.Length) + Math.Min(widths[^1], LeastLastWidth);
            if (needed <= width) break;
            shown.Remove(leaving);
        }

        return [.. shown];
    }

    private static string Join<T>(IReadOnlyList<Column<T>> columns, string[] line, int[] widths, int[] shown) =>
        string.Join(Gap, shown.Select(i =>
        {
            string text = line[i];
            string space = new(' ', widths[i] - text.GetCellWidth());
            return columns[i].IsFigure ? space + text : text + space;
        })).TrimEnd();

    private static string Cut(string line, int width)
    {
        if (line.GetCellWidth() <= width) return line;
        int end = 0;
        for (int cells = 1; end < line.Length; end++)
        {
            int step = end + 1 < line.Length && char.IsSurrogatePair(line, end) ? 2 : 1;
            cells += line.Substring(end, step).GetCellWidth();
            if (cells > width) break;
            end += step - 1;
        }

        return string.Concat(line.AsSpan(0, end), "…");
    }
}
