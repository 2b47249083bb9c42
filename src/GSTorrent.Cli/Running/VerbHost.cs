using System.CommandLine;
using GSTorrent.Client;

namespace GSTorrent.Cli.Running;

/// <summary>Runs the verbs' bodies and turns what ends them into exit codes and lines on standard error.</summary>
internal sealed class VerbHost(CliContext context, GlobalOptions options)
{
    public CliContext Context => context;

    /// <summary>Makes <paramref name="body"/> the command's action.</summary>
    public Command Handle(Command command, Func<VerbCall, CancellationToken, Task<ExitCode>> body)
    {
        command.SetAction(async (parse, cancellation) => (int)await RunAsync(parse, body, cancellation));
        return command;
    }

    private async Task<ExitCode> RunAsync(
        ParseResult parse, Func<VerbCall, CancellationToken, Task<ExitCode>> body, CancellationToken cancellation)
    {
        using var call = new VerbCall(context, options, parse);
        try
        {
            return await body(call, cancellation);
        }
        catch (ClientException e)
        {
            call.Printer.Error(ErrorText.Of(e.Error, call));
            return ErrorText.CodeOf(e.Error);
        }
        catch (CliException e)
        {
            call.Printer.Error(e.Message);
            return e.Code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            call.Printer.Error(e.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }
}
