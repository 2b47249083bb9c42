using System.Net;
using System.Net.Sockets;
using GSTorrent.Engine;

namespace GSTorrent.Application.Torrents;

/// <summary>Can peers from outside connect to us? Nobody is asked: those that did it are the proof.</summary>
public sealed class IncomingPeers
{
    private const int MaxTorrents = 200;
    private readonly TorrentRegistry _registry;
    private readonly Func<int> _peerPort;
    private readonly Func<long> _lastUnixMs;

    internal IncomingPeers(TorrentRegistry registry, Func<int> peerPort, Func<long> lastUnixMs)
    {
        _registry = registry;
        _peerPort = peerPort;
        _lastUnixMs = lastUnixMs;
    }

    /// <summary>When a peer of another machine last came to us, in this run; null: none did.</summary>
    public long? LastUnixMs => _lastUnixMs() is > 0 and var last ? last : null;

    /// <summary>Is a peer connected that came to us from another machine?</summary>
    /// <param name="family">By which protocol; null: by any.</param>
    public async Task<bool> AreThereAsync(AddressFamily? family)
    {
        if (_peerPort() == 0) return false;
        IEnumerable<TorrentHandle> busy = _registry.All.Where(entry => entry.Row.ConnectedPeers > 0)
            .Select(entry => entry.Handle).OfType<TorrentHandle>().Take(MaxTorrents);
        foreach (TorrentHandle handle in busy)
        {
            try
            {
                IReadOnlyList<PeerSnapshot> peers = await handle.GetPeersAsync();
                if (peers.Any(peer => peer.IsIncoming && IsOutside(peer.Address.Address, family))) return true;
            }
            catch (OperationCanceledException)
            {
                // It was removed meanwhile; the others may tell.
            }
        }

        return false;
    }

    private static bool IsOutside(IPAddress address, AddressFamily? family)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return !IPAddress.IsLoopback(address) && (family is null || family == address.AddressFamily);
    }
}
