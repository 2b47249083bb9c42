using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GSTorrent.Peers.Running;

/// <summary>A real program: started without a shell, its output kept, ended by its process id.</summary>
public sealed partial class ExternalProcess : IAsyncDisposable
{
    private const int KeptLines = 300, SignalTerminate = 15, ExitTimeoutMs = 10_000;
    private readonly Process process = new();
    private readonly Queue<string> output = new();
    private readonly Lock gate = new();
    private readonly EventHandler killAtExit;
    private Action<string>? lineRead;

    private ExternalProcess(ProcessStartInfo start)
    {
        process.StartInfo = start;
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        killAtExit = (_, _) => Kill();
    }

    /// <summary>Process id.</summary>
    public int Id { get; private set; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Exit code, once it has ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Its standard input, one command a line.</summary>
    public TextWriter Input => process.StandardInput;

    /// <summary>The last lines of what it printed, both streams.</summary>
    public string Output
    {
        get
        {
            lock (gate)
            {
                return string.Join('\n', output);
            }
        }
    }

    /// <summary>Where a program lies on the PATH, or null.</summary>
    public static string? Find(string program)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        return folders.Append("/usr/bin").Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }

    /// <summary>Starts a program in a folder, which is its home too; <paramref name="onLine"/> sees each line.</summary>
    public static ExternalProcess Start(
        string program, IEnumerable<string> arguments, string home, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Its own home, so that no configuration of the user is read or changed.
        start.Environment["HOME"] = home;
        start.Environment.Remove("XDG_CONFIG_HOME");
        start.Environment.Remove("XDG_STATE_HOME");
        var started = new ExternalProcess(start) { lineRead = onLine };
        started.Run();
        return started;
    }

    /// <summary>Runs a program to its end; its output, or an exception with the output if it failed.</summary>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, string home, CancellationToken cancellationToken)
    {
        await using ExternalProcess started = Start(program, arguments, home);
        await started.WaitAsync(cancellationToken);
        return started.ExitCode == 0
            ? started.Output
            : throw new InvalidOperationException($"{program} ended with {started.ExitCode}:\n{started.Output}");
    }

    /// <summary>Waits until it has ended and all of its output was read.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>What it used so far; null if it has ended.</summary>
    public ProcessCost? Cost() => HasExited ? null : ProcessCost.Of(Id);

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <summary>SIGTERM, then waits for the end; the exit code. Killed if it does not end in time.</summary>
    public async Task<int> StopAsync(int timeoutMs = ExitTimeoutMs)
    {
        if (!HasExited)
        {
            _ = SendSignal(Id, SignalTerminate);
        }

        using var deadline = new CancellationTokenSource(timeoutMs);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException e)
        {
            Kill();
            throw new TimeoutException($"{process.StartInfo.FileName} ignored SIGTERM for {timeoutMs} ms:\n{Output}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= killAtExit;
        Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    private void Run()
    {
        process.Start();
        Id = process.Id;
        AppDomain.CurrentDomain.ProcessExit += killAtExit;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (gate)
        {
            output.Enqueue(line);
            if (output.Count > KeptLines)
            {
                output.Dequeue();
            }
        }

        lineRead?.Invoke(line);
    }
}
