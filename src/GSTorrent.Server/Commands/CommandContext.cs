using System.Text;

namespace GSTorrent.Server.Commands;

/// <summary>Everything that a command takes from the process around it.</summary>
internal sealed record CommandContext
{
    /// <summary>The program's name, as it stands before its messages.</summary>
    public string Program { get; init; } = "GSTorrent";

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string CurrentDirectory { get; init; }

    /// <summary>May output hold escape sequences? Otherwise it is plain lines, made for pipes.</summary>
    public bool IsTerminal { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static CommandContext OfProcess()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Dictionary<string, string> environment = ReadEnvironment();
        return new CommandContext
        {
            Out = Console.Out,
            Error = Console.Error,
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
