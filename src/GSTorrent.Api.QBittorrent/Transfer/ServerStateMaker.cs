using System.Net;
using System.Net.Sockets;
using GSTorrent.Application;
using GSTorrent.Application.Disks;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Transfer;

/// <summary>Looks at the server as a whole; no disk is waited for.</summary>
internal sealed class ServerStateMaker(GstHost host, TimeProvider clock)
{
    private readonly FreeSpaceWatch _space = new(clock);

    public ShownServer Make()
    {
        SettingsSnapshot settings = host.Settings.Current;
        bool isAlternative = settings.IsOn(AlternativeSettings.Enabled);
        IReadOnlyList<IPAddress> addresses = host.ExternalAddresses;
        return new ShownServer
        {
            Statistics = host.Statistics.Current,
            DownloadLimit = settings.Number(RateSettings.Download(isAlternative)),
            UploadLimit = settings.Number(RateSettings.Upload(isAlternative)),
            IsAlternative = isAlternative,
            IsQueueing = settings.IsOn(QueueSettings.Enabled),
            PeerPort = host.PeerPort,
            IsReached = host.IncomingPeers.Came,
            FreeBytes = _space.Look(host.Destination) ?? 0,
            AddressV4 = ShownServer.AddressOf(addresses, AddressFamily.InterNetwork),
            AddressV6 = ShownServer.AddressOf(addresses, AddressFamily.InterNetworkV6),
        };
    }
}
