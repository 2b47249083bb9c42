using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Tests;

/// <summary>What a run printed and how it ended.</summary>
internal sealed record Ran(int Code, string Out, string Error);

/// <summary>A user's home and shell, in a directory of its own.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public string Home { get; } = Directory.CreateTempSubdirectory("gstctl-").FullName;

    public string StateDir => Path.Combine(Home, ".local", "state", "gstorrent");

    public string BookPath => Path.Combine(Home, ".config", "gstorrent", "servers.json");

    public bool IsInteractive { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public string Input { get; set; } = "";

    public string? this[string variable]
    {
        get => _environment.GetValueOrDefault(variable);
        set => _environment[variable] = value!;
    }

    public CliContext Context => Prepare(new StringWriter(), new StringWriter());

    public string Write(string name, string content)
    {
        string path = Path.Combine(Home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Leaves the files of a running local server.</summary>
    public void WriteState(string? token, params string[] urls)
    {
        if (token is not null) Write(Path.Combine(StateDir, "token"), token + "\n");
        Write(Path.Combine(StateDir, "control"), string.Join('\n', urls) + "\n");
    }

    public Task<Ran> RunAsync(params string[] args) => RunAsync(args, CancellationToken.None);

    public async Task<Ran> RunAsync(string[] args, CancellationToken cancellation, StringWriter? output = null)
    {
        output ??= new StringWriter();
        var error = new StringWriter();
        int code = await CommandTree.RunAsync(args, Prepare(output, error), cancellation);
        return new Ran(code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);

    private CliContext Prepare(StringWriter output, StringWriter error) => new()
    {
        Out = TextWriter.Synchronized(output),
        Error = TextWriter.Synchronized(error),
        In = new StringReader(Input),
        Environment = name => this[name],
        HomeDirectory = Home,
        CurrentDirectory = Home,
        IsTerminal = IsInteractive,
        Time = Time,
    };
}
