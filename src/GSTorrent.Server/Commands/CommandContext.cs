using System.Text;
using GSTorrent.Terminal;

namespace GSTorrent.Server.Commands;

/// <summary>Everything that a command takes from the process around it.</summary>
internal sealed record CommandContext
{
    private const string Name = "GSTorrent";

    /// <summary>The program's name, as it stands before its messages.</summary>
    public string Program { get; init; } = Name;

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string CurrentDirectory { get; init; }

    /// <summary>May output hold escape sequences? Otherwise it is plain lines, made for pipes.</summary>
    public bool IsTerminal { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static CommandContext OfProcess()
    {
        StandardHandles.Secure();
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Dictionary<string, string> environment = ReadEnvironment();
        var error = new StandardOutput(Console.Error, complaints: null, Name);
        return new CommandContext
        {
            Out = new StandardOutput(Console.Out, error, Name),
            Error = error,
            Environment = environment,
            CurrentDirectory = System.Environment.CurrentDirectory,
            IsTerminal = !Console.IsOutputRedirected
                && environment.GetValueOrDefault("TERM") is not (null or "" or "dumb"),
        };
    }

    private static Dictionary<string, string> ReadEnvironment()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return variables;
    }
}
