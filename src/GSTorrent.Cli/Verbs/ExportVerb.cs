using System.CommandLine;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>export ID FILE</c></summary>
internal static class ExportVerb
{
    public static Command Create(VerbHost host)
    {
        Argument<string> id = TorrentIds.One();
        var file = new Argument<string>("FILE") { Description = "Where to write it here." };
        var force = new Option<bool>("--force") { Description = "Replace a file that is there." };
        var command = new Command("export", "Write a torrent's .torrent file.") { id, file, force };
        return host.Handle(command, async (call, cancellation) =>
        {
            byte[] torrent = await call.Client.Torrents.ExportAsync(call.Get(id), cancellation);
            string path = Path.Combine(call.Context.CurrentDirectory, call.Get(file));
            Write(path, torrent, call.Get(force));
            call.Printer.Line($"Wrote {path}");
            return ExitCode.Done;
        });
    }

    private static void Write(string path, byte[] torrent, bool mayReplace)
    {
        try
        {
            FileMode mode = mayReplace ? FileMode.Create : FileMode.CreateNew;
            using var stream = new FileStream(path, mode, FileAccess.Write);
            stream.Write(torrent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string hint = !mayReplace && File.Exists(path) ? "; --force replaces it" : "";
            throw new CliException(ExitCode.Failed, $"{path} cannot be written: {e.Message.TrimEnd('.')}{hint}");
        }
    }
}
