using System.CommandLine;
using GSTorrent.LoadLab;
using GSTorrent.LoadLab.Answers;
using GSTorrent.LoadLab.Following;
using Spectre.Console;

Option<int> size = new("--size") { Description = "Content in MiB", DefaultValueFactory = _ => 2048 };
Option<int> runs = new("--runs") { Description = "Runs of each; the median is shown", DefaultValueFactory = _ => 3 };
Option<DirectoryInfo> folder = new("--folder")
{
    Description = "Where content goes; a tmpfs with room for three times the size",
    DefaultValueFactory = _ => new DirectoryInfo("/dev/shm"),
};
Option<string[]> programs = new("--programs")
{
    Description = "Which programs take part",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [.. Contender.All().Select(c => c.Name)],
};
Option<string[]> workloads = new("--workloads")
{
    Description = "Which workloads run",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [.. Lab.Names],
};
size.Validators.Add(r => AddIf(r, r.GetValue(size) < 16, "--size: at least 16 MiB"));
runs.Validators.Add(r => AddIf(r, r.GetValue(runs) < 1, "--runs: at least 1"));
programs.AcceptOnlyFromAmong([.. Contender.All().Select(c => c.Name)]);
workloads.AcceptOnlyFromAmong([.. Lab.Names]);
folder.AcceptExistingOnly();

RootCommand root = new("Whole transfers on loopback over a tmpfs: ours beside real peers in the same run.")
{
    size, runs, folder, programs, workloads, AnswersCommand.Create(), FollowCommand.Create(),
};
root.SetAction(async (parsed, stop) =>
{
    var settings = new LabSettings(
        (long)parsed.GetValue(size) << 20, parsed.GetValue(runs), parsed.GetValue(folder)!.FullName,
        parsed.GetValue(programs)!, parsed.GetValue(workloads)!);
    return await new Lab(settings, AnsiConsole.Console).RunAsync(stop) ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();

static void AddIf(System.CommandLine.Parsing.SymbolResult result, bool wrong, string message)
{
    if (wrong)
    {
        result.AddError(message);
    }
}
