using System.Diagnostics;

namespace GSTorrent.Server.Tests.Running;

/// <summary>Masses of connections to the real program, in a network of its own.</summary>
public sealed class ConnectionFloodTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task One_address_shuts_nobody_out_and_is_told_once()
    {
        await using ProcessInNetwork network = await ProcessInNetwork.StartAsync("-h", "0.0.0.0");
        using Process flood = network.Hold(ProcessInNetwork.Address, 600);
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            Assert.Equal("held", await flood.StandardOutput.ReadLineAsync(limit.Token));
            Assert.StartsWith("warn: ", await network.Server.NextComplaintAsync(), StringComparison.Ordinal);
            Assert.Contains(
                $"Connections of {ProcessInNetwork.Address} are refused: it has 256 open",
                await network.Server.NextComplaintAsync(), StringComparison.Ordinal);
            string other = await network.AskByTlsAsync(ProcessInNetwork.Other, Get(network, ProcessInNetwork.Other));
            Assert.Contains("\"version\"", other, StringComparison.Ordinal);
            string here = await network.AskAsync("127.0.0.1", Get(network, "127.0.0.1"));
            Assert.Contains("\"version\"", here, StringComparison.Ordinal);
        }
        finally
        {
            flood.Kill();
            await flood.WaitForExitAsync();
        }

        await network.Server.SignalAsync("TERM");
        Assert.Equal((0, ""), await network.Server.EndAsync());
    }

    private static string Get(ProcessInNetwork network, string host) =>
        $"GET /api/v1/server HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {network.Server.Token}\r\n"
        + "Connection: close\r\n\r\n";
}
