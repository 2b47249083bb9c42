using GSTorrent.Application.Settings;
using GSTorrent.Swarm;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>Session keys of the network.</summary>
internal static class NetworkKeys
{
    private const string Port = "peer_port", Random = "peer_port_random_on_start";

    public static IReadOnlyList<SessionKey> All { get; } =
    [
        SessionKey.Number(Port, view =>
            view.Host.PeerPort > 0 ? view.Host.PeerPort : view.Settings.Number(NetworkSettings.PeerPort)) with
        {
            Setting = NetworkSettings.PeerPort.Name,
            Apply = SetPort,
        },
        SessionKey.Flag(Random, view => view.Settings.Number(NetworkSettings.PeerPort) == 0) with
        {
            Setting = NetworkSettings.PeerPort.Name,
            Apply = SetPort,
        },
        SessionKey.NumberOf("peer_limit_global", NetworkSettings.MaxConnections),
        SessionKey.NumberOf("peer_limit_per_torrent", NetworkSettings.MaxConnectionsPerTorrent),
        SessionKey.Flag("pex_enabled", view => !view.Settings.IsOn(NetworkSettings.Offline)),
        SessionKey.Fixed("dht_enabled", false),
        SessionKey.Fixed("lpd_enabled", false),
        SessionKey.Fixed("utp_enabled", false),
        SessionKey.Fixed("tcp_enabled", true),
        new(Rpc.RpcName.Kebab("preferred_transports"), "array", (writer, _) =>
        {
            writer.Json.WriteStartArray();
            writer.Json.WriteStringValue("tcp"u8);
            writer.Json.WriteEndArray();
        }) { IsFixed = true },
        SessionKey.Fixed("port_forwarding_enabled", false),
        SessionKey.Text("encryption", view => view.Dialect == Rpc.Dialect.Legacy ? "tolerated" : "allowed") with
        {
            IsFixed = true,
        },
        SessionKey.Fixed("reqq", UploadQueue.Limit),
        SessionKey.Fixed("blocklist_enabled", false),
        SessionKey.Fixed("blocklist_size", 0),
        SessionKey.Fixed("blocklist_url", ""),
        SessionKey.Fixed("anti_brute_force_enabled", true),
    ];

    private static void SetPort(SessionEdit edit)
    {
        bool isRandom = edit.Now.Number(NetworkSettings.PeerPort) == 0;
        bool wished = edit.Given.Flag(Random) ?? isRandom;
        long? port = edit.Given.Number(Port);
        if (port is < 0 or > ushort.MaxValue) edit.Given.Refuse<object>(Port, "a port");
        else if (edit.Given.Flag(Random) is true) edit.Set(NetworkSettings.PeerPort, 0);
        else if (port is { } given && (!isRandom || !wished || given != edit.PeerPort))
            edit.Set(NetworkSettings.PeerPort, given);
        else if (isRandom && !wished) edit.Set(NetworkSettings.PeerPort, edit.PeerPort);
    }
}
