using System.Net;
using System.Net.Sockets;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Disks;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Transfer;

/// <summary>Looks at the server as a whole; no disk is waited for.</summary>
internal sealed class ServerStateMaker(GstHost host, TimeProvider clock)
{
    private readonly FreeSpaceWatch _space = new(clock);

    /// <summary>As a caller may see it.</summary>
    public ShownServer Make(Caller caller)
    {
        SettingsSnapshot settings = host.Settings.Current;
        bool isAlternative = settings.IsOn(AlternativeSettings.Enabled);
        IReadOnlyList<IPAddress> addresses = caller.Category is null ? host.ExternalAddresses : [];
        return new ShownServer
        {
            Statistics = host.StatisticsFor(caller),
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
