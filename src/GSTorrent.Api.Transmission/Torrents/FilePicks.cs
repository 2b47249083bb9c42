using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Swarm;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>
/// Which files are wanted and how soon, as a call says it: lists of places among the files. Transmission keeps both
/// apart; here a file that is not wanted has no other priority.
/// </summary>
/// <param name="Wanted">Null: nothing is said of it. The same holds for the others.</param>
/// <param name="Unwanted">Not to be downloaded.</param>
/// <param name="Priorities">By priority.</param>
internal sealed record FilePicks(
    IReadOnlyList<int>? Wanted,
    IReadOnlyList<int>? Unwanted,
    IReadOnlyList<(FilePriority Priority, IReadOnlyList<int> Files)> Priorities)
{
    private static readonly (string Name, FilePriority Priority)[] PriorityNames =
    [
        ("priority_low", FilePriority.Low), ("priority_normal", FilePriority.Normal),
        ("priority_high", FilePriority.High),
    ];

    public bool IsEmpty => Wanted is null && Unwanted is null && Priorities.Count == 0;

    public static FilePicks Read(Arguments arguments) => new(
        arguments.Indices("files_wanted"),
        arguments.Indices("files_unwanted"),
        [
            .. PriorityNames.Select(item => (item.Priority, Files: arguments.Indices(item.Name)!))
                .Where(item => item.Files is not null),
        ]);

    /// <summary>
    /// Rules for a torrent whose files nobody has seen yet: all are wanted, unless the call says otherwise. Empty lists
    /// say nothing here.
    /// </summary>
    public IReadOnlyList<FileRule> ForNew() =>
    [
        .. Priorities.SelectMany(item => FileRule.OfPositions(item.Files, item.Priority)),
        .. FileRule.OfPositions((Unwanted ?? []).Except(Wanted ?? []), FilePriority.Skip),
    ];

    /// <summary>
    /// Rules that change the files as they are. An empty list means all files. Null: a place is beyond the last one.
    /// </summary>
    public IReadOnlyList<FileRule>? For(IReadOnlyList<FileSnapshot> files)
    {
        FilePriority[] now = [.. files.Select(file => file.Priority)];
        FilePriority[] next = [.. now];
        foreach (int place in Places(Unwanted, now.Length))
        {
            if (place >= now.Length) return null;
            next[place] = FilePriority.Skip;
        }

        foreach (int place in Places(Wanted, now.Length))
        {
            if (place >= now.Length) return null;
            if (next[place] == FilePriority.Skip)
                next[place] = now[place] == FilePriority.Skip ? FilePriority.Normal : now[place];
        }

        foreach ((FilePriority priority, IReadOnlyList<int> places) in Priorities)
        {
            foreach (int place in Places(places, now.Length))
            {
                if (place >= now.Length) return null;
                if (next[place] != FilePriority.Skip) next[place] = priority;
            }
        }

        return
        [
            .. Enumerable.Range(0, now.Length).Where(place => next[place] != now[place]).GroupBy(place => next[place])
                .SelectMany(group => FileRule.OfPositions(group, group.Key)),
        ];
    }

    private static IEnumerable<int> Places(IReadOnlyList<int>? places, int count) =>
        places is [] ? Enumerable.Range(0, count) : places ?? [];
}
