namespace GSTorrent.Cli.Running;

/// <summary>Ends a verb with an exit code and one line that says what was wrong and what to do.</summary>
internal sealed class CliException(ExitCode code, string message) : Exception(message)
{
    public ExitCode Code { get; } = code;
}
