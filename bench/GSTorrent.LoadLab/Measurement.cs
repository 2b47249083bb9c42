using GSTorrent.Peers.Running;

namespace GSTorrent.LoadLab;

/// <summary>What one run of one program cost.</summary>
/// <param name="MibPerSecond">Content over wall time.</param>
/// <param name="CpuSecondsPerGib">User and system time of the measured process over content.</param>
/// <param name="PeakMib">Largest resident set.</param>
internal readonly record struct Measurement(double MibPerSecond, double CpuSecondsPerGib, double PeakMib)
{
    private const double Mib = 1 << 20, Gib = 1 << 30;

    /// <summary>From the content's size, the wall time and the cost.</summary>
    public static Measurement Of(long bytes, TimeSpan elapsed, ProcessCost cost) =>
        new(bytes / Mib / elapsed.TotalSeconds, cost.CpuSeconds / (bytes / Gib), cost.PeakBytes / Mib);

    /// <summary>The median of each column by itself.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> runs) => new(
        MedianOf(runs.Select(r => r.MibPerSecond)),
        MedianOf(runs.Select(r => r.CpuSecondsPerGib)),
        MedianOf(runs.Select(r => r.PeakMib)));

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
