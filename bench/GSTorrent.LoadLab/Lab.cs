using Spectre.Console;

namespace GSTorrent.LoadLab;

/// <summary>
/// Runs workloads, all programs in turn (A B A B), so that a slow minute of the machine hits all of them.
/// </summary>
internal sealed class Lab(LabSettings settings, IAnsiConsole console)
{
    private const string Create = "create";
    private const int SeedingShare = 4;

    /// <summary>Names of the workloads, in the order they run.</summary>
    public static IReadOnlyList<string> Names { get; } = ["download", "seed", "recheck", Create];

    /// <summary>Runs everything; false if a run failed.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        bool clean = true;
        foreach (string name in Names.Where(n => settings.Workloads.Contains(n, StringComparer.OrdinalIgnoreCase)))
        {
            // Four leechers get a quarter each, so that every workload moves the same amount.
            long size = name is "seed" ? settings.SizeBytes / SeedingShare : settings.SizeBytes;
            using Bench bench = await Bench.CreateAsync(settings.Folder, size, stop);
            Report report = name is Create
                ? await RunCreatorsAsync(bench, stop)
                : await RunPeersAsync(bench, name, stop);
            report.Print(console, $"{name} {settings.SizeBytes >> 20} MiB");
            clean &= !report.HasFailures;
        }

        return clean;
    }

    private async Task<Report> RunPeersAsync(Bench bench, string workload, CancellationToken stop)
    {
        var report = new Report("libtorrent");
        for (int run = 0; run < settings.Runs; run++)
        {
            foreach (Contender contender in Contender.All().Where(c => TakesPart(c.Name)))
            {
                await TryAsync(report, contender.Name, contender.Missing, workload switch
                {
                    "download" => () => Workloads.DownloadAsync(bench, contender, stop),
                    "seed" => () => Workloads.SeedAsync(bench, contender, stop),
                    _ => () => Workloads.RecheckAsync(bench, contender, stop),
                });
            }
        }

        return report;
    }

    private async Task<Report> RunCreatorsAsync(Bench bench, CancellationToken stop)
    {
        var report = new Report("mktorrent");
        for (int run = 0; run < settings.Runs; run++)
        {
            foreach (Creator creator in Creator.All().Where(c => c.Name is "mktorrent" || TakesPart(c.Name)))
            {
                string? missing = creator.Program is null ? "not installed or not built" : null;
                await TryAsync(report, creator.Name, missing, () => creator.MeasureAsync(bench, stop));
            }
        }

        return report;
    }

    private bool TakesPart(string name) => settings.Programs.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static async Task TryAsync(Report report, string program, string? missing, Func<Task<Measurement>> measure)
    {
        if (missing is not null)
        {
            report.Note(program, missing);
            return;
        }

        try
        {
            report.Add(program, await measure());
        }
        catch (Exception e)
            when (e is TimeoutException or InvalidOperationException or IOException or HttpRequestException)
        {
            report.Note(program, $"a run failed: {e.Message}");
        }
    }
}
