using GSTorrent.Client;

namespace GSTorrent.Cli.Running;

/// <summary>
/// Does one thing to several torrents: a problem of one is told and does not keep the others from theirs.
/// </summary>
internal static class PerTorrent
{
    public static async Task<ExitCode> RunAsync(VerbCall call, IEnumerable<string> ids, Func<string, Task> body)
    {
        ExitCode worst = ExitCode.Done;
        foreach (string id in ids)
        {
            try
            {
                await body(id);
            }
            catch (ClientException e) when (e.Error.Kind is ClientErrorKind.Failed)
            {
                call.Printer.Error($"{id}: {ErrorText.Of(e.Error, call)}");
                worst = ExitCode.Failed;
            }
            catch (CliException e) when (e.Code is ExitCode.Failed)
            {
                call.Printer.Error(e.Message);
                worst = ExitCode.Failed;
            }
        }

        return worst;
    }
}
