using GSTorrent.Peers;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.LoadLab;

/// <summary>A program that makes .torrent files.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Program">Path or name; null if it is not there.</param>
/// <param name="Arguments">From the content's path and the path of the torrent to make.</param>
internal sealed record Creator(string Name, string? Program, Func<string, string, string[]> Arguments)
{
    /// <summary>Ours first.</summary>
    public static IReadOnlyList<Creator> All() =>
    [
        new("GSTorrent", GSTorrentBinary.Find(), (content, torrent) => ["create", "-o", torrent, content]),
        new("mktorrent", IfInstalled("mktorrent"), (content, torrent) => ["-d", "-l", "20", "-o", torrent, content]),
        new("transmission", IfInstalled("transmission-create"),
            (content, torrent) => ["-s", "1024", "-o", torrent, content]),
    ];

    /// <summary>
    /// One creation; the program has ended when its cost is known, so its children's time counts too.
    /// </summary>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken stop)
    {
        using var folder = new TemporaryFolder(bench.Folder.Path);
        string[] arguments = Arguments(bench.Original, Path.Combine(folder.Path, "made.torrent"));
        double before = ProcessCost.EndedChildrenCpuSeconds();
        long peakBytes = 0;
        await using ExternalProcess process = ExternalProcess.Start(Program!, arguments, folder.Path);
        await Poll.UntilAsync(HasEndedAsync, $"{Name} made the torrent", Bench.TransferTimeoutMs, stop);
        await process.WaitAsync(stop);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Name} ended with {process.ExitCode}:\n{process.Output}");
        }

        double cpuSeconds = ProcessCost.EndedChildrenCpuSeconds() - before;
        return Measurement.Of(bench.SizeBytes, process.RunTime, new ProcessCost(cpuSeconds, peakBytes));

        Task<bool> HasEndedAsync(CancellationToken token)
        {
            peakBytes = Math.Max(peakBytes, process.Cost()?.PeakBytes ?? 0);
            return Task.FromResult(process.HasExited);
        }
    }

    private static string? IfInstalled(string program) => Installed.Has(program) ? program : null;
}
