using System.CommandLine;

namespace GSTorrent.LoadLab;

/// <summary>Options that several commands have.</summary>
internal static class LabOptions
{
    public static Option<int> Number(string name, string description, int usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };

    public static Option<DirectoryInfo> Folder(string name, string description, string usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => new DirectoryInfo(usual) };

    /// <summary>Where content goes: memory, unless told otherwise.</summary>
    public static Option<DirectoryInfo> Content() => Folder("--folder", "Where content goes", "/dev/shm");
}
