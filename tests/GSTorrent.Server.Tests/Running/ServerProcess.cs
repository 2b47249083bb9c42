using System.Diagnostics;
using System.Globalization;
using GSTorrent.Client;

namespace GSTorrent.Server.Tests.Running;

/// <summary>The built program as a process of its own, in a directory of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private ServerProcess(Process process, string root) => (_process, Root) = (process, root);

    public string Root { get; }

    /// <summary>Does the directory go with it?</summary>
    public bool OwnsRoot { get; set; } = true;

    public string StateDirectory => Path.Combine(Root, "state");

    /// <summary>What it printed until it was ready.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public string ControlUrl => Fact("control");

    public int Id => _process.Id;

    public int Port => int.Parse(ControlUrl.Split(':')[^1], CultureInfo.InvariantCulture);

    /// <summary>An admin's.</summary>
    public string Token => File.ReadAllText(Path.Combine(StateDirectory, "token")).Trim();

    public static string MakeRoot()
    {
        string root = Directory.CreateTempSubdirectory("gst-server-").FullName;
        Directory.CreateDirectory(Path.Combine(root, "downloads"));
        return root;
    }

    /// <summary>Starts it with what keeps it apart from all others; it need not come up.</summary>
    public static ServerProcess Start(string root, params string[] options) => Start(root, options, []);

    /// <summary>Starts it by another program, which becomes it.</summary>
    public static ServerProcess Start(string root, string[] options, string[] by)
    {
        string[] words = [.. by, Path.Combine(AppContext.BaseDirectory, "GSTorrent")];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = root,
        };
        string[] all =
        [
            "--state-dir", Path.Combine(root, "state"), "-d", Path.Combine(root, "downloads"), "--peer-port", "0",
            "--offline", .. options,
        ];
        foreach (string option in all) start.ArgumentList.Add(option);
        return new ServerProcess(Process.Start(start)!, root);
    }

    /// <summary>Starts a second one on the same state.</summary>
    public ServerProcess StartAgain()
    {
        ServerProcess second = Start(Root, "-p", "0");
        return new ServerProcess(second._process, Root) { OwnsRoot = false };
    }

    /// <summary>Starts it on a free port and waits until it told all it has to tell.</summary>
    public static Task<ServerProcess> ReadyAsync(string root, params string[] options) =>
        ReadyAsync(root, options, []);

    public static async Task<ServerProcess> ReadyAsync(string root, string[] options, string[] by)
    {
        ServerProcess server = Start(root, ["-p", "0", .. options], by);
        using var limit = new CancellationTokenSource(Limit);
        string control = Path.Combine(server.StateDirectory, "control");
        while (server._lines.All(line => !line.StartsWith("peer port", StringComparison.Ordinal)))
        {
            string? line = await server._process.StandardOutput.ReadLineAsync(limit.Token);
            if (line is null) Assert.Fail("It ended: " + await server._process.StandardError.ReadToEndAsync());
            server._lines.Add(line);
        }

        Assert.True(File.Exists(control));
        return server;
    }

    public string Fact(string name) =>
        _lines.First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    public GSTorrentClient Connect()
    {
        Assert.True(ServerAddress.TryParse(ControlUrl, out ServerAddress? address));
        string token = File.ReadAllText(Fact("token")).Trim();
        return new GSTorrentClient(new ClientSettings(address) { Token = token, PinsFirstCertificate = true });
    }

    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start(
            "sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {_process.Id}")]);
        await kill.WaitForExitAsync();
    }

    /// <summary>All that it prints until its end.</summary>
    public Task<string> ReadAllAsync() => _process.StandardOutput.ReadToEndAsync();

    /// <summary>The next line that it complains with; null if it has ended.</summary>
    public async Task<string?> NextComplaintAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        return await _process.StandardError.ReadLineAsync(limit.Token);
    }

    /// <summary>Waits for its end and tells its exit code and what it complained about.</summary>
    public async Task<(int Code, string Error)> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        string error = await _process.StandardError.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (OwnsRoot) Directory.Delete(Root, recursive: true);
    }
}
