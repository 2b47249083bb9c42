using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GSTorrent.Application;

namespace GSTorrent.Api.QBittorrent.Transfer;

/// <summary>The server as a whole at one moment.</summary>
internal readonly record struct ShownServer
{
    public required StatisticsSnapshot Statistics { get; init; }

    /// <summary>The limits that hold now, in bytes a second; 0 is none.</summary>
    public long DownloadLimit { get; init; }

    public long UploadLimit { get; init; }

    public bool IsAlternative { get; init; }

    public bool IsQueueing { get; init; }

    public int PeerPort { get; init; }

    /// <summary>Has a peer of another machine connected to us?</summary>
    public bool IsReached { get; init; }

    public long FreeBytes { get; init; }

    public string AddressV4 { get; init; }

    public string AddressV6 { get; init; }

    /// <summary>Sent over received of all times, as a text; '-' if there is none.</summary>
    public string Ratio => Statistics is { TotalDownloaded: > 0, TotalUploaded: > 0 }
        ? ((double)Statistics.TotalUploaded / Statistics.TotalDownloaded).ToString("0.00", CultureInfo.InvariantCulture)
        : "-";

    /// <summary>Can peers connect? One that did is the proof.</summary>
    public string ConnectionStatus => PeerPort switch
    {
        0 => "disconnected",
        _ => IsReached ? "connected" : "firewalled",
    };

    /// <summary>The address of a family; empty: none is known.</summary>
    public static string AddressOf(IEnumerable<IPAddress> addresses, AddressFamily family) =>
        addresses.FirstOrDefault(address => address.AddressFamily == family)?.ToString() ?? "";
}
