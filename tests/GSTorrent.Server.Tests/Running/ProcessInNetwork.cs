using System.Diagnostics;
using System.Globalization;

namespace GSTorrent.Server.Tests.Running;

/// <summary>
/// The program in a network of its own, in which it can be reached by addresses that are not loopback, and by nobody
/// else. The kernel keeps it: no address, port or route of the machine is touched.
/// </summary>
internal sealed class ProcessInNetwork : IAsyncDisposable
{
    public const string Address = "10.99.0.1";

    /// <summary>Whoever connects to an address comes from it.</summary>
    public const string Other = "10.99.0.2";

    private const string Setup = $"ip link set lo up && ip address add {Address}/32 dev lo && "
        + $"ip address add {Other}/32 dev lo && exec \"$0\" \"$@\"";

    private readonly ServerProcess _server;

    private ProcessInNetwork(ServerProcess server) => _server = server;

    public ServerProcess Server => _server;

    public static async Task<ProcessInNetwork> StartAsync(params string[] options) => new(
        await ServerProcess.ReadyAsync(
            ServerProcess.MakeRoot(), options, ["unshare", "--map-root-user", "--net", "--", "sh", "-c", Setup]));

    /// <summary>Sends bytes to an address there and tells all that comes back.</summary>
    public Task<string> AskAsync(string address, string request) => RunAsync(
        "bash", "-c", "exec 3<>/dev/tcp/$0/$1; printf '%s' \"$2\" >&3; cat <&3", address, Port, request);

    /// <summary>The same by TLS; the certificate is not looked at.</summary>
    public Task<string> AskByTlsAsync(string address, string request) => RunAsync(
        "bash", "-c",
        "printf '%s' \"$2\" | timeout 30 openssl s_client -quiet -connect $0:$1 2>/dev/null", address, Port, request);

    /// <summary>Opens silent connections from an address, says "held", and holds them until it is killed.</summary>
    public Process Hold(string address, int count) => Start(
        "bash", "-c", "for ((i = 0; i < $2; i++)); do exec {fd}<>/dev/tcp/$0/$1; done; echo held; read", address, Port,
        count.ToString(CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private string Port => _server.Port.ToString(CultureInfo.InvariantCulture);

    private Process Start(params string[] words)
    {
        string[] enter =
        [
            "--target", _server.Id.ToString(CultureInfo.InvariantCulture), "--user", "--preserve-credentials", "--net",
            "--", .. words,
        ];
        var start = new ProcessStartInfo("nsenter", enter)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        return Process.Start(start)!;
    }

    private async Task<string> RunAsync(params string[] words)
    {
        using Process process = Start(words);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
        string said = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return said + await errors;
    }
}
