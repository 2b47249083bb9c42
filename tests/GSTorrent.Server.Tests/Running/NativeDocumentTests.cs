using System.Diagnostics;

namespace GSTorrent.Server.Tests.Running;

/// <summary>The commands of docs/api/native.md do what the document says.</summary>
public sealed class NativeDocumentTests
{
    // The document's commands are as people type them; the status is what it says besides.
    private const string Curl = """
        curl() { command curl --silent --show-error --max-time 30 --dump-header head "$@"; }
        """;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_command_is_run_and_answers_what_stands_below_it()
    {
        IReadOnlyList<NativeExample> examples = NativeExample.ReadAll(await File.ReadAllLinesAsync(PathOfDocument()));
        Assert.True(examples.Count >= 15, $"{examples.Count}");
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        string folder = Directory.CreateDirectory(Path.Combine(server.Root, "examples")).FullName;
        foreach (NativeExample example in examples)
        {
            string said = await RunAsync(server, folder, example.Command);
            string head = await File.ReadAllTextAsync(Path.Combine(folder, "head"));
            string where = $"line {example.Line}: {head}\n{said}";
            Assert.True(head.StartsWith($"HTTP/1.1 {example.Status} ", StringComparison.Ordinal), where);
            Assert.True(head.Contains($"Content-Type: {example.Type}", StringComparison.Ordinal), where);
            example.AssertShape(said);
        }
    }

    private static async Task<string> RunAsync(ServerProcess server, string folder, string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", $"{Curl}\n{command}"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment["SERVER"] = server.ControlUrl;
        start.Environment["TOKEN"] = server.Token;
        using Process shell = Process.Start(start)!;
        using var limit = new CancellationTokenSource(s_limit);
        string said = await shell.StandardOutput.ReadToEndAsync(limit.Token);
        await shell.WaitForExitAsync(limit.Token);
        return said;
    }

    private static string PathOfDocument()
    {
        string at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "GSTorrent.slnx"))) at = Path.GetDirectoryName(at)!;
        return Path.Combine(at, "docs", "api", "native.md");
    }
}
