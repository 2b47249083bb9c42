using System.CommandLine;
using Spectre.Console;

namespace GSTorrent.LoadLab.Answers;

/// <summary><c>answers</c>: the time of answers while the disks are busy.</summary>
internal static class AnswersCommand
{
    public static Command Create()
    {
        Option<int> torrents = new("--torrents")
        {
            Description = "Torrents that a program has",
            DefaultValueFactory = _ => 5000,
        };
        Option<int> size = new("--size") { Description = "KiB of each", DefaultValueFactory = _ => 256 };
        Option<int> large = new("--large")
        {
            Description = "MiB of the torrent that is moved and downloaded",
            DefaultValueFactory = _ => 1024,
        };
        Option<int> seconds = new("--seconds")
        {
            Description = "For which each program is asked under each load",
            DefaultValueFactory = _ => 30,
        };
        Option<DirectoryInfo> folder = new("--folder")
        {
            Description = "Where content goes",
            DefaultValueFactory = _ => new DirectoryInfo("/dev/shm"),
        };
        Option<DirectoryInfo> other = new("--other-folder")
        {
            Description = "On another file system",
            DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()),
        };
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
