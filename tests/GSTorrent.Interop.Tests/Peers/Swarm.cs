using GSTorrent.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Peers;

/// <summary>One torrent with its original content and the programs that exchange it.</summary>
public sealed class Swarm : IAsyncDisposable
{
    private const int PieceBits = 15, TransferTimeoutMs = 90_000;
    private readonly List<RealPeer> _peers = [];

    private Swarm(Payload payload) => Payload = payload;

    public Payload Payload { get; }

    public TemporaryFolder Folder { get; } = new();

    public string Original { get; private set; } = "";

    public TorrentFile Torrent { get; private set; } = null!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Swarm> CreateAsync(Payload payload, string? announceUrl = null)
    {
        var swarm = new Swarm(payload);
        swarm.Original = payload.WriteTo(swarm.Folder.Sub("original"));
        string path = Path.Combine(swarm.Folder.Path, "content.torrent");
        swarm.Torrent = await TorrentFile.CreateAsync(swarm.Original, path, PieceBits, announceUrl, Token);
        return swarm;
    }

    public async Task<RealPeer> SeederAsync(PeerKind kind)
    {
        RealPeer peer = await StartAsync(kind);
        await peer.SeedAsync(Torrent, Path.GetDirectoryName(Original)!, Token);
        return peer;
    }

    public async Task<(RealPeer Peer, string Folder)> LeecherAsync(PeerKind kind)
    {
        RealPeer peer = await StartAsync(kind);
        string folder = Folder.Sub($"leecher-{_peers.Count}-{peer.Name}");
        await peer.AddAsync(Torrent, folder, Token);
        return (peer, folder);
    }

    public async Task ExpectCopyAsync(RealPeer leecher, string folder)
    {
        await leecher.WaitCompleteAsync(Torrent, TransferTimeoutMs, Token);
        await Payload.WaitForCopyAsync(Original, folder, 20_000, Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RealPeer peer in _peers)
        {
            await peer.DisposeAsync();
        }

        Folder.Dispose();
    }

    private async Task<RealPeer> StartAsync(PeerKind kind)
    {
        RealPeer peer = PeerKinds.Create(kind);
        _peers.Add(peer);
        await peer.StartAsync(Token);
        return peer;
    }
}
