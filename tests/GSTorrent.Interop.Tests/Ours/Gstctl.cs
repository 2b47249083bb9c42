using System.Diagnostics;
using System.Globalization;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>How a run of a program ended, and what it said on which stream.</summary>
public sealed record Ran(int Code, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The real client, run in a home of its own, so that it finds nothing of the user's.</summary>
public sealed class Gstctl(string home)
{
    private const int RunTimeoutMs = 60_000;

    public string Home => home;

    /// <summary>Variables that a run gets besides those of a bare environment.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string? StateDir { get; init; }

    /// <summary>Runs to the end, whatever the exit code is.</summary>
    public async Task<Ran> RunAsync(params string[] args)
    {
        using Process process = Start([Binary], args);
        return await EndAsync(process, process.StandardOutput.ReadToEndAsync(Swarm.Token));
    }

    /// <summary>The same with streams changed as a shell does it.</summary>
    public async Task<Ran> RunWithAsync(string redirections, params string[] args)
    {
        using Process process = Start(["sh", "-c", $"exec \"$0\" \"$@\" {redirections}", Binary], args);
        return await EndAsync(process, process.StandardOutput.ReadToEndAsync(Swarm.Token));
    }

    /// <summary>The same with the server's program instead of the client.</summary>
    public async Task<Ran> RunServerProgramAsync(params string[] args)
    {
        using Process process = Start([GSTorrentBinary.Find()!], args, withServer: false);
        return await EndAsync(process, process.StandardOutput.ReadToEndAsync(Swarm.Token));
    }

    /// <summary>The output of a run that must succeed and say nothing on standard error.</summary>
    public async Task<string> ExpectAsync(params string[] args)
    {
        Ran ran = await RunAsync(args);
        Assert.True(ran is { Code: 0, Error: "" }, $"gstctl {string.Join(' ', args)}: {ran}");
        return ran.Out;
    }

    /// <summary>Presses Ctrl-C once <paramref name="text"/> was printed.</summary>
    public async Task<Ran> InterruptAsync(string text, params string[] args)
    {
        // A shell that runs tests in the background has its children ignore the signal.
        using Process process = Start(["env", "--default-signal=INT", Binary], args);
        return await EndAsync(process, ReadAsync(process, text));
    }

    private static string Binary => GSTorrentBinary.FindClient()
        ?? throw new InvalidOperationException("gstctl is not built: build src/GSTorrent.Cli first");

    private static async Task<string> ReadAsync(Process process, string text)
    {
        string read = "";
        while (await process.StandardOutput.ReadLineAsync(Swarm.Token) is { } line)
        {
            bool wasThere = read.Contains(text, StringComparison.Ordinal);
            read += line + "\n";
            if (!wasThere && read.Contains(text, StringComparison.Ordinal)) await InterruptAsync(process.Id);
        }

        return read;
    }

    private static Task<string> InterruptAsync(int processId) => ExternalProcess.RunAsync(
        "sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -INT {processId}")], "/", Swarm.Token);

    private static async Task<Ran> EndAsync(Process process, Task<string> output)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Swarm.Token);
        deadline.CancelAfter(RunTimeoutMs);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(deadline.Token);
            string said = await output.WaitAsync(deadline.Token), complained = await error;
            await process.WaitForExitAsync(deadline.Token);
            return new Ran(process.ExitCode, said, complained);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private Process Start(string[] program, string[] args, bool withServer = true)
    {
        var start = new ProcessStartInfo(program[0])
        {
            UseShellExecute = false,
            WorkingDirectory = home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string word in program.Skip(1)) start.ArgumentList.Add(word);
        if (withServer && StateDir is not null) args = ["--state-dir", StateDir, .. args];
        foreach (string word in args) start.ArgumentList.Add(word);
        foreach (string name in start.Environment.Keys.Where(IsOurs).ToArray()) start.Environment.Remove(name);
        start.Environment["HOME"] = home;
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(home, "config");
        start.Environment["XDG_STATE_HOME"] = Path.Combine(home, "state-home");
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("GSTORRENT_", StringComparison.Ordinal) || name is "STATE_DIRECTORY";
}
