using System.CommandLine;
using Spectre.Console;

namespace GSTorrent.LoadLab.Answers;

/// <summary><c>answers</c>: the time of answers while the disks are busy.</summary>
internal static class AnswersCommand
{
    public static Command Create()
    {
        Option<int> torrents = LabOptions.Number("--torrents", "Torrents that a program has", 5000);
        Option<int> size = LabOptions.Number("--size", "KiB of each", 256);
        Option<int> large = LabOptions.Number("--large", "MiB of the torrent that is moved and downloaded", 1024);
        Option<int> seconds = LabOptions.Number("--seconds", "For which each program is asked under each load", 30);
        Option<DirectoryInfo> folder = LabOptions.Content();
        Option<DirectoryInfo> other = LabOptions.Folder("--other-folder", "On another file system", Path.GetTempPath());
        Option<string[]> programs = Words("--programs", "Which programs take part", AnswersLab.Programs);
        Option<string[]> loads = Words("--loads", "What happens meanwhile", AnswersSettings.AllLoads);
        Command command = new("answers", "How long a program takes to answer while its disks are busy; be root.")
        {
            torrents, size, large, seconds, folder, other, programs, loads,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var settings = new AnswersSettings(
                parsed.GetValue(torrents), parsed.GetValue(size) << 10, (long)parsed.GetValue(large) << 20,
                TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(folder)!.FullName,
                parsed.GetValue(other)!.FullName, parsed.GetValue(programs)!, parsed.GetValue(loads)!);
            return await new AnswersLab(settings, AnsiConsole.Console).RunAsync(stop) ? 0 : 1;
        });
        return command;
    }

    private static Option<string[]> Words(string name, string description, IReadOnlyList<string> all)
    {
        Option<string[]> option = new(name)
        {
            Description = description,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. all],
        };
        option.AcceptOnlyFromAmong([.. all]);
        return option;
    }
}
