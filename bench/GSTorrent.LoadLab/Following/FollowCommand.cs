using System.CommandLine;
using Spectre.Console;

namespace GSTorrent.LoadLab.Following;

/// <summary><c>follow</c>: what it costs to keep clients up to date.</summary>
internal static class FollowCommand
{
    public static Command Create()
    {
        Option<int> torrents = LabOptions.Number("--torrents", "Torrents that the server has", 10_000);
        Option<int> changes = LabOptions.Number("--changes", "Torrents of them that change each second", 100);
        Option<int> seconds = LabOptions.Number("--seconds", "For which each kind of client follows", 30);
        Option<DirectoryInfo> folder = LabOptions.Content();
        changes.Validators.Add(result =>
        {
            if (result.GetValue(changes) is < 1 or > 1000) result.AddError("--changes: between 1 and 1000");
        });
        Command command = new("follow", "The server's processor time for clients that follow a long list.")
        {
            torrents, changes, seconds, folder,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var lab = new FollowLab(
                parsed.GetValue(torrents), parsed.GetValue(changes), TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(folder)!.FullName, AnsiConsole.Console);
            await lab.RunAsync(stop);
            return 0;
        });
        return command;
    }
}
