using GSTorrent.Server.Commands;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Server.Tests.Commands;

/// <summary>A command run in this process, and what it said.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<CommandRun> RunAsync(
        string directory, IReadOnlyList<string> args, CancellationToken cancellation = default)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var context = new CommandContext
        {
            Out = output,
            Error = error,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = directory },
            CurrentDirectory = directory,
            Time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)),
        };
        int exitCode = await CommandSet.RunAsync(args, context, cancellation);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
