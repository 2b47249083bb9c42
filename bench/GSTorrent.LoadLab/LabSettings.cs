namespace GSTorrent.LoadLab;

/// <summary>What to run.</summary>
/// <param name="SizeBytes">Content of one transfer, recheck or creation.</param>
/// <param name="Runs">How often each program does each workload; the median is shown.</param>
/// <param name="Folder">Where content goes: a tmpfs, so that no disk is measured.</param>
/// <param name="Programs">Names of the programs that take part.</param>
/// <param name="Workloads">Names of the workloads.</param>
internal sealed record LabSettings(
    long SizeBytes, int Runs, string Folder, IReadOnlyList<string> Programs, IReadOnlyList<string> Workloads);
