using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GSTorrent.Cli.Running;
using GSTorrent.Terminal;
using Spectre.Console;

namespace GSTorrent.Cli.Output;

/// <summary>
/// Writes what a verb has to say: the API's JSON if asked for, tables on a terminal, and tab-separated lines elsewhere.
/// Errors and notes are one line each on standard error.
/// </summary>
internal sealed class Printer(CliContext context, bool json)
{
    private IAnsiConsole? _console;

    /// <summary>Does the user want the API's JSON?</summary>
    public bool IsJson => json;

    public bool IsTerminal => context.IsTerminal;

    /// <summary>The terminal; only if <see cref="IsTerminal"/>.</summary>
    public IAnsiConsole Console => _console ??= AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Detect,
        Out = new AnsiConsoleOutput(context.Out),
    });

    /// <summary>Cells of a line of the terminal.</summary>
    public int Width => Console.Profile.Width;

    public void Error(string message) => context.Error.WriteLine("gstctl: " + OneLine(message));

    public void Note(string message) => context.Error.WriteLine("gstctl: note: " + OneLine(message));

    /// <summary>A line for people; nothing if JSON was asked for.</summary>
    public void Line(string text)
    {
        if (!json) context.Out.WriteLine(SafeText.Of(text));
    }

    /// <summary>A line that is asked for itself, such as a script: as it is.</summary>
    public void Raw(string text) => context.Out.WriteLine(text);

    /// <summary>
    /// A document on a line of its own, so that several can be told apart; nothing if text was asked for.
    /// </summary>
    public void Json<T>(T value, JsonTypeInfo<T> type)
    {
        if (json) context.Out.WriteLine(JsonSerializer.Serialize(value, type));
    }

    /// <summary>A table for people, or tab-separated lines under a line of headers.</summary>
    public void Table<T>(IReadOnlyList<Column<T>> columns, IReadOnlyCollection<T> rows)
    {
        if (json) return;
        if (IsTerminal)
        {
            Console.Write(TerminalTable.Of(columns, rows, Width));
            return;
        }

        PlainHeader(columns);
        PlainRows(columns, rows);
    }

    public void PlainHeader<T>(IReadOnlyList<Column<T>> columns) =>
        context.Out.WriteLine(string.Join('\t', columns.Select(c => c.Header)));

    public void PlainRows<T>(IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        foreach (T row in rows) context.Out.WriteLine(PlainRow(columns, row));
    }

    /// <summary>"name: value" lines, the values one below the other on a terminal.</summary>
    public void Facts(IReadOnlyList<(string Name, string Value)> facts)
    {
        if (json) return;
        int width = IsTerminal ? facts.Max(f => f.Name.Length) + 1 : 0;
        foreach ((string name, string value) in facts)
            context.Out.WriteLine($"{(name + ":").PadRight(width)} {SafeText.Of(value)}");
    }

    private static string PlainRow<T>(IReadOnlyList<Column<T>> columns, T row) =>
        string.Join('\t', columns.Select(c => SafeText.Of(c.Value(row))));

    private static string OneLine(string message) =>
        SafeText.Of(string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
