using System.CommandLine;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Parsing;

/// <summary>
/// Where a password comes from: a file, standard input or the keyboard. Never the command line, which others see.
/// </summary>
internal sealed class PasswordOption
{
    private const int MaxLength = 4096;

    private readonly Option<string> _file = new("--password-file")
    {
        Description = "File whose first line is the password; '-' for standard input. Asked for, if absent.",
        HelpName = "FILE",
    };

    public void AddTo(Command command) => command.Add(_file);

    public string Read(VerbCall call, string user)
    {
        string? password = call.Get(_file) switch
        {
            null => Ask(call.Context, user),
            "-" => call.Context.In.ReadLine(),
            var file => File.ReadLines(Path.GetFullPath(file, call.Context.CurrentDirectory)).FirstOrDefault(),
        };
        return password is { Length: > 0 and <= MaxLength }
            ? password
            : throw new CliException(ExitCode.Failed, "no password was given");
    }

    private static string? Ask(CliContext context, string user)
    {
        string? first = context.ReadSecret($"New password of {user}: ");
        if (!context.IsKeyboard || string.IsNullOrEmpty(first)) return first;
        return string.Equals(first, context.ReadSecret("The same again: "), StringComparison.Ordinal)
            ? first
            : throw new CliException(ExitCode.Failed, "the two passwords differ: nothing was changed");
    }
}
