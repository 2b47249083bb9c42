using System.CommandLine;
using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Running;
using GSTorrent.Terminal;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>network</c></summary>
internal static class NetworkVerb
{
    public static Command Create(VerbHost host) =>
        host.Handle(
            new Command("network", "Show whether peers have reached the server, and its network interfaces."),
            async (call, cancellation) =>
            {
                NetworkDto network = await call.Client.GetNetworkAsync(cancellation);
                call.Printer.Json(network, ContractsJsonContext.Default.NetworkDto);
                call.Printer.Facts([.. Figures(network)]);
                return ExitCode.Done;
            });

    private static IEnumerable<(string Name, string Value)> Figures(NetworkDto network) =>
    [
        ("peer port", network.PeerPort == 0 ? "none could be opened" : Units.Count(network.PeerPort)),
        ("peers came in", CameIn(network)),
        ("addresses", Join(network.ExternalAddresses)),
        .. network.Interfaces.Select(one => (one.Name, Join(one.Addresses) + (one.IsUp ? "" : " (down)"))),
    ];

    // That nobody came is no proof that nobody can.
    private static string CameIn(NetworkDto network)
    {
        if (network.LastIncomingUnixMs is not { } last) return network.HasIncomingPeers ? "yes" : "not in this run";
        string when = DateTimeOffset.FromUnixTimeMilliseconds(last).ToLocalTime()
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return network.HasIncomingPeers ? $"yes, last at {when}" : $"last at {when}";
    }

    private static string Join(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? Units.Nothing : string.Join(", ", texts);
}
