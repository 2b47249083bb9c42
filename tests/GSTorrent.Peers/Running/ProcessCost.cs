using System.Globalization;

namespace GSTorrent.Peers.Running;

/// <summary>
/// What a process used so far: processor time of it and its ended children, and its largest resident set.
/// </summary>
/// <param name="CpuSeconds">User and system time.</param>
/// <param name="PeakBytes">High-water mark of the resident set (VmHWM); 0 if the process has ended.</param>
public readonly record struct ProcessCost(double CpuSeconds, long PeakBytes)
{
    private const double TicksPerSecond = 100;
    private const int UserTimeField = 11, FieldsOfTime = 4;

    /// <summary>Reads /proc; null if the process has ended.</summary>
    public static ProcessCost? Of(int processId)
    {
        try
        {
            string folder = $"/proc/{processId.ToString(CultureInfo.InvariantCulture)}";
            string stat = File.ReadAllText($"{folder}/stat");
            return new ProcessCost(CpuSecondsOf(stat, UserTimeField, FieldsOfTime), PeakOf($"{folder}/status"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Processor time of all children of this process that have ended and were waited for.</summary>
    public static double EndedChildrenCpuSeconds() =>
        CpuSecondsOf(File.ReadAllText("/proc/self/stat"), UserTimeField + 2, 2);

    // The name in parentheses may hold spaces: fields are counted after the last parenthesis (state is field 0).
    private static double CpuSecondsOf(string stat, int first, int count)
    {
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields.Skip(first).Take(count).Sum(f => long.Parse(f, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private static long PeakOf(string statusPath)
    {
        foreach (string line in File.ReadLines(statusPath))
        {
            if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
            {
                string kib = line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
                return long.Parse(kib, CultureInfo.InvariantCulture) * 1024;
            }
        }

        return 0;
    }
}
