using System.Net;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>How an announce ended: with an answer or with an error.</summary>
internal readonly record struct AnnounceResult(AnnounceResponse? Response, TrackerError? Error)
{
    /// <summary>What the tracker takes for our addresses (BEP 24), one a family that it was asked over.</summary>
    public IReadOnlyList<IPAddress> ExternalAddresses
    {
        get => field ?? (Response?.ExternalIp is { } address ? [address] : []);
        init;
    }
}
