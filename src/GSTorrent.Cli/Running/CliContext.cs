using System.Text;
using GSTorrent.Terminal;

namespace GSTorrent.Cli.Running;

/// <summary>Everything that a run takes from the process around it.</summary>
internal sealed record CliContext
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader In { get; init; }

    /// <summary>Does somebody sit at the keyboard?</summary>
    public bool IsKeyboard { get; init; }

    /// <summary>A line that is not shown while it is typed, or one of standard input; null at the end.</summary>
    public Func<string, string?> ReadSecret => IsKeyboard
        ? prompt => Keyboard.ReadSecret(prompt, Error)
        : _ => In.ReadLine();

    /// <summary>Value of an environment variable; null if it is unset or empty.</summary>
    public required Func<string, string?> Environment { get; init; }

    public required string HomeDirectory { get; init; }

    public required string CurrentDirectory { get; init; }

    /// <summary>May output hold escape sequences? Otherwise it is plain text, made for pipes.</summary>
    public bool IsTerminal { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static CliContext OfProcess()
    {
        StandardHandles.Secure();
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new CliContext
        {
            Out = Console.IsOutputRedirected ? new ResultOutput(Console.Out) : Console.Out,
            Error = new StandardOutput(Console.Error, complaints: null, "gstctl"),
            In = Console.In,
            IsKeyboard = !Console.IsInputRedirected,
            Environment = Variable,
            HomeDirectory = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile),
            CurrentDirectory = System.Environment.CurrentDirectory,
            IsTerminal = !Console.IsOutputRedirected && Variable("TERM") is not (null or "dumb"),
        };
    }

    private static string? Variable(string name) =>
        System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
