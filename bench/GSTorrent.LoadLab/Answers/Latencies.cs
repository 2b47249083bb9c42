namespace GSTorrent.LoadLab.Answers;

/// <summary>How long answers took, by kind. Thread-safe.</summary>
internal sealed class Latencies
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CallKind, List<double>> _ms = [];

    /// <summary>Calls that had no good answer.</summary>
    public int Failures { get; private set; }

    /// <summary>Why the last one had none.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Calls that were answered.</summary>
    public int Count => _ms.Values.Sum(list => list.Count);

    /// <summary>The slowest answer of all, in milliseconds.</summary>
    public double SlowestMs => Count == 0 ? 0 : _ms.Values.Max(list => list.Max());

    public void Add(CallKind kind, double milliseconds)
    {
        lock (_lock)
        {
            if (!_ms.TryGetValue(kind, out List<double>? list)) _ms[kind] = list = [];
            list.Add(milliseconds);
        }
    }

    public void Fail(string why)
    {
        lock (_lock) (Failures, LastFailure) = (Failures + 1, why);
    }

    /// <summary>The time within which this share of the answers came; null if there were none.</summary>
    public double? Percentile(CallKind kind, double share)
    {
        if (!_ms.TryGetValue(kind, out List<double>? list)) return null;
        double[] sorted = [.. list.Order()];
        return sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(sorted.Length * share))];
    }
}
