using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>jobs</c></summary>
internal static class JobsVerb
{
    public static Command Create(VerbHost host) =>
        host.Handle(new Command("jobs", "Show the work that takes a while."), async (call, cancellation) =>
        {
            IReadOnlyList<JobDto> jobs = await call.Client.Jobs.GetAllAsync(cancellation);
            call.Printer.Json(jobs, ContractsJsonContext.Default.IReadOnlyListJobDto);
            call.Printer.Table(Tables.Jobs, jobs);
            return ExitCode.Done;
        });
}
