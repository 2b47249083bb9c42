using System.Globalization;
using Spectre.Console;

namespace GSTorrent.LoadLab;

/// <summary>
/// Collects runs and prints one table a workload, with processor time relative to a program of the same run.
/// </summary>
internal sealed class Report(string reference)
{
    private readonly Dictionary<string, List<Measurement>> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _notes = new(StringComparer.Ordinal);

    /// <summary>Adds a run of a program.</summary>
    public void Add(string program, Measurement run)
    {
        if (!_runs.TryGetValue(program, out List<Measurement>? runs))
        {
            _runs[program] = runs = [];
        }

        runs.Add(run);
    }

    /// <summary>Notes why a program has no figures, or less than it should.</summary>
    public void Note(string program, string text) => _notes[program] = text;

    /// <summary>Whether any program failed.</summary>
    public bool HasFailures => _notes.Count > 0;

    /// <summary>Prints medians; a Markdown table when the output is no terminal.</summary>
    public void Print(IAnsiConsole console, string title)
    {
        Table table = new Table().Border(console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Markdown);
        table.AddColumn(title);
        foreach (string column in (string[])["MiB/s", "CPU s/GiB", $"CPU / {reference}", "peak RSS MiB", "runs"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        double? referenceCpu = _runs.TryGetValue(reference, out List<Measurement>? runs)
            ? Measurement.Median(runs).CpuSecondsPerGib
            : null;
        foreach ((string program, List<Measurement> measured) in _runs)
        {
            Measurement median = Measurement.Median(measured);
            string ratio = referenceCpu is > 0 ? Text(median.CpuSecondsPerGib / referenceCpu.Value, "0.00") : "-";
            table.AddRow(
                program, Text(median.MibPerSecond, "0"), Text(median.CpuSecondsPerGib, "0.00"), ratio,
                Text(median.PeakMib, "0"), measured.Count.ToString(CultureInfo.InvariantCulture));
        }

        console.Write(table);
        foreach ((string program, string note) in _notes)
        {
            console.WriteLine($"{program}: {note}");
        }

        console.WriteLine();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
