namespace GSTorrent.Server.Commands;

/// <summary>Why a command ends early.</summary>
/// <param name="Code">What the process answers.</param>
/// <param name="Message">What failed, during what and where.</param>
internal sealed record CommandError(ExitCode Code, string Message)
{
    public static CommandError Interrupted { get; } = new(ExitCode.Interrupted, "interrupted");

    public static CommandError Failed(string message) => new(ExitCode.Failed, message);
}
