using System.Diagnostics;
using GSTorrent.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.LoadLab;

/// <summary>The content that all workloads share, on the tmpfs, and the stop watch.</summary>
internal sealed class Bench : IDisposable
{
    public const int TransferTimeoutMs = 300_000;
    private const int PieceBits = 20;

    private Bench(string parent, long sizeBytes)
    {
        Folder = new TemporaryFolder(parent);
        SizeBytes = sizeBytes;
    }

    /// <summary>Everything that is written goes here.</summary>
    public TemporaryFolder Folder { get; }

    /// <summary>Length of the content.</summary>
    public long SizeBytes { get; }

    /// <summary>The content: one file.</summary>
    public string Original { get; private set; } = "";

    /// <summary>Its torrent, with pieces of 1 MiB.</summary>
    public TorrentFile Torrent { get; private set; } = null!;

    public static async Task<Bench> CreateAsync(string parent, long sizeBytes, CancellationToken cancellationToken)
    {
        var bench = new Bench(parent, sizeBytes);
        bench.Original = Payload.SingleFile("content.bin", sizeBytes, 1).WriteTo(bench.Folder.Sub("original"));
        string path = Path.Combine(bench.Folder.Path, "content.torrent");
        bench.Torrent = await TorrentFile.CreateAsync(bench.Original, path, PieceBits, null, cancellationToken);
        return bench;
    }

    /// <summary>Runs <paramref name="work"/> and tells what it cost the peer's process.</summary>
    public static async Task<Measurement> MeasureAsync(RealPeer peer, long bytes, Func<Task> work)
    {
        ProcessCost before = CostOf(peer);
        long started = Stopwatch.GetTimestamp();
        await work();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        ProcessCost after = CostOf(peer);
        var cost = new ProcessCost(after.CpuSeconds - before.CpuSeconds, after.PeakBytes);
        return Measurement.Of(bytes, elapsed, cost);
    }

    /// <inheritdoc/>
    public void Dispose() => Folder.Dispose();

    private static ProcessCost CostOf(RealPeer peer) =>
        peer.Process.Cost() ?? throw new InvalidOperationException($"{peer.Name} has ended:\n{peer.Process.Output}");
}
