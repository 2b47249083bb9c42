using System.Globalization;
using Spectre.Console;

namespace GSTorrent.LoadLab.Answers;

/// <summary>One row a program, face and load: times by kind of call.</summary>
internal sealed class AnswersReport
{
    private readonly List<(string Program, string Load, string Face, Latencies Times)> _rows = [];
    private readonly List<string> _notes = [];

    public bool HasFailures => _notes.Count > 0;

    public void Add(string program, string load, IReadOnlyDictionary<string, Latencies> byFace, string? failure)
    {
        foreach ((string face, Latencies times) in byFace)
        {
            _rows.Add((program, load, face, times));
            if (times.LastFailure is { } last) Note(program, $"{load}, {face}: {times.Failures} calls failed ({last})");
        }

        if (failure is not null) Note(program, $"{load}: {failure}");
    }

    public void Note(string program, string text) => _notes.Add($"{program}: {text}");

    public void Print(IAnsiConsole console, AnswersSettings settings)
    {
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = 200;
        Table table = new Table().Border(console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Markdown);
        table.AddColumns("load", "program", "face");
        foreach (string column in (string[])["list p50", "list p99", "detail p99", "change p99", "slowest", "calls"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach ((string program, string load, string face, Latencies times) in _rows
            .OrderBy(row => AnswersSettings.AllLoads.ToList().IndexOf(row.Load)))
        {
            table.AddRow(
                load, program, face, Text(times.Percentile(CallKind.List, 0.5)),
                Text(times.Percentile(CallKind.List, 0.99)), Text(times.Percentile(CallKind.Detail, 0.99)),
                Text(times.Percentile(CallKind.Change, 0.99)), Text(times.SlowestMs),
                times.Count.ToString(CultureInfo.InvariantCulture));
        }

        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Answers in ms with {settings.Torrents} torrents, {settings.Time.TotalSeconds:0} s each"));
        console.Write(table);
        foreach (string note in _notes) console.WriteLine(note);
    }

    private static string Text(double? milliseconds) =>
        milliseconds is { } value ? value.ToString("0.0", CultureInfo.InvariantCulture) : "-";
}
