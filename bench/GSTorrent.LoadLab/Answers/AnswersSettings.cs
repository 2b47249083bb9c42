namespace GSTorrent.LoadLab.Answers;

/// <summary>What to run.</summary>
/// <param name="Torrents">How many torrents a program has.</param>
/// <param name="SizeBytes">Content of each.</param>
/// <param name="LargeBytes">Content of the one that is moved or downloaded.</param>
/// <param name="Time">How long a program is asked under each load.</param>
/// <param name="Folder">Where content goes.</param>
/// <param name="OtherFolder">On another file system.</param>
/// <param name="Programs">Names of the programs that take part.</param>
/// <param name="Loads">Names of the loads.</param>
internal sealed record AnswersSettings(
    int Torrents, int SizeBytes, long LargeBytes, TimeSpan Time, string Folder, string OtherFolder,
    IReadOnlyList<string> Programs, IReadOnlyList<string> Loads)
{
    /// <summary>All loads, in the order they run.</summary>
    public static IReadOnlyList<string> AllLoads { get; } =
        ["at rest", "recheck of all", "move", "full disk", "disk that hangs"];
}
