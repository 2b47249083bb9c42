using System.CommandLine;
using GSTorrent.Application.Settings;
using GSTorrent.Server.Commands.Output;
using GSTorrent.Terminal;

namespace GSTorrent.Server.Commands.Get;

/// <summary><c>get</c>: downloads in the foreground, without a server.</summary>
internal static class GetCommand
{
    public static Command Create(CommandContext context)
    {
        var arguments = new GetArguments();
        Command command = arguments.ToCommand();
        command.SetAction((parse, cancellation) =>
            RunAsync(
                arguments.Read(parse, context), context, new Printer(context, parse.GetValue(arguments.Json)),
                cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        GetOptions options, CommandContext context, Printer printer, CancellationToken cancellation)
    {
        var named = new NamedTorrents();
        string[] uris = [.. options.Uris.Distinct(StringComparer.Ordinal)];
        Download[] downloads =
        [
            .. uris.Select((uri, i) => new Download(uri, i == 0 ? options : OnFreePort(options), context, named)),
        ];
        foreach (string uri in uris.Where(uri => options.Uris.Count(other => Same(uri, other)) > 1))
            printer.Note($"{uri} is named more than once; it is taken once");
        Task all = Task.WhenAll(downloads.Select(download => download.RunAsync(cancellation)));
        if (printer.IsLive) await new LiveView(downloads, context.Time).ShowAsync(all, printer.CreateConsole());
        else await new LineView(downloads, printer, context.Time).ShowAsync(all);
        await all;
        return (int)downloads.Select(download => Conclude(download, printer)).Max();
    }

    private static bool Same(string uri, string other) => string.Equals(uri, other, StringComparison.Ordinal);

    // Each download has a host of its own, and two cannot have the same port.
    private static GetOptions OnFreePort(GetOptions options) => options with
    {
        Settings = new Dictionary<string, string>(options.Settings, StringComparer.Ordinal)
        {
            [NetworkSettings.PeerPort.Name] = "0",
        },
    };

    private static ExitCode Conclude(Download download, Printer printer)
    {
        foreach (string note in download.Notes) printer.Note(note);
        if (download.Twin is { } twin)
        {
            printer.Note($"{download.Uri} is the same torrent as {twin}; it is taken once");
            return ExitCode.Done;
        }

        string what = download.Error?.Code switch
        {
            null => "complete",
            ExitCode.Interrupted => "interrupted",
            _ => "failed",
        };
        printer.Json(DownloadEvent.Of(what, download), GetJsonContext.Default.DownloadEvent);
        if (download.Error is { Code: ExitCode.Interrupted } interrupted)
            printer.Error($"{DownloadText.Name(download)}: {interrupted.Message}; run it again to go on");
        else if (download.Error is { } error)
            printer.Error(error.Message);
        else if (download.Row is { } row)
            printer.Line($"{row.Name}: complete, {Units.Size(row.WantedBytes)} in {row.Destination}");
        return download.Error?.Code ?? ExitCode.Done;
    }
}
