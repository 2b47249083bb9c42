using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GSTorrent.Peers.Running;

/// <summary>A real program: started without a shell, its output kept, ended by its process id.</summary>
public sealed partial class ExternalProcess : IAsyncDisposable
{
    private const int KeptLines = 300, SignalTerminate = 15, ExitTimeoutMs = 10_000;
    private readonly Process _process = new();
    private readonly Queue<string> _output = new();
    private readonly Lock _gate = new();
    private readonly EventHandler _killAtExit;
    private Action<string>? _lineRead;
    private int _isDisposed;
    private long _started, _ended;

    private ExternalProcess(ProcessStartInfo start)
    {
        _process.StartInfo = start;
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => Interlocked.Exchange(ref _ended, Stopwatch.GetTimestamp());
        _killAtExit = (_, _) => Kill();
    }

    /// <summary>Process id.</summary>
    public int Id { get; private set; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Exit code, once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>From its start to its end, once it has ended.</summary>
    public TimeSpan RunTime => Stopwatch.GetElapsedTime(_started, Interlocked.Read(ref _ended));

    /// <summary>Its standard input, one command a line.</summary>
    public TextWriter Input => _process.StandardInput;

    /// <summary>The last lines of what it printed, both streams.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _output);
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

    /// <summary>
    /// Starts a program in a folder, which is its home too; <paramref name="onLine"/> sees each line.
    /// </summary>
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
        var started = new ExternalProcess(start) { _lineRead = onLine };
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
    public Task WaitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>What it used so far; null if it has ended.</summary>
    public ProcessCost? Cost() => HasExited ? null : ProcessCost.Of(Id);

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
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
            await _process.WaitForExitAsync(deadline.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException e)
        {
            Kill();
            throw new TimeoutException(
                $"{_process.StartInfo.FileName} ignored SIGTERM for {timeoutMs} ms:\n{Output}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        AppDomain.CurrentDomain.ProcessExit -= _killAtExit;
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    private void Run()
    {
        _started = Stopwatch.GetTimestamp();
        _process.Start();
        Id = _process.Id;
        AppDomain.CurrentDomain.ProcessExit += _killAtExit;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _output.Enqueue(line);
            if (_output.Count > KeptLines)
            {
                _output.Dequeue();
            }
        }

        _lineRead?.Invoke(line);
    }
}
