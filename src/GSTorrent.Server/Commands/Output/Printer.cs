using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GSTorrent.Terminal;
using Spectre.Console;

namespace GSTorrent.Server.Commands.Output;

/// <summary>
/// Writes what a command has to say: results to standard output, errors and notes a line each to standard error.
/// Lines of several threads do not mix.
/// </summary>
internal sealed class Printer(CommandContext context, bool json)
{
    private readonly Lock _gate = new();

    /// <summary>Is the output for programs?</summary>
    public bool IsJson => json;

    /// <summary>May a bar move? Not in output for programs, and not in a file.</summary>
    public bool IsLive => context.IsTerminal && !json;

    /// <summary>The terminal; for <see cref="IsLive"/> only.</summary>
    public IAnsiConsole CreateConsole() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Detect,
        Out = new AnsiConsoleOutput(context.Out),
    });

    public void Error(string message) => Write(context.Error, $"{context.Program}: {SafeText.Line(message)}");

    public void Note(string message) => Write(context.Error, $"{context.Program}: note: {SafeText.Line(message)}");

    /// <summary>A line for people; nothing if the output is for programs.</summary>
    public void Line(string text)
    {
        if (!json) Write(context.Out, SafeText.Line(text));
    }

    /// <summary>A document on a line of its own; nothing if the output is for people.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type)
    {
        if (json) Write(context.Out, JsonSerializer.Serialize(value, type));
    }

    private void Write(TextWriter writer, string line)
    {
        lock (_gate)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }
}
