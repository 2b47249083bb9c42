using System.Globalization;
using GSTorrent.MetainfoFormat;
using GSTorrent.Swarm;

namespace GSTorrent.Application.Torrents;

/// <summary>Turns rules into priorities of files, and into lines that can be stored.</summary>
internal static class FileRules
{
    private const int MaxRules = 1000;
    private const string Every = "**";

    /// <summary>The rules of an addition: with wanted files all others are skipped.</summary>
    public static Result<List<FileRule>> Of(IReadOnlyList<string>? wanted, IReadOnlyList<FileRule>? priorities)
    {
        var rules = new List<FileRule>();
        if (wanted is { Count: > 0 })
        {
            rules.Add(new FileRule(Every, FilePriority.Skip));
            rules.AddRange(wanted.Select(pattern => new FileRule(pattern, FilePriority.Normal)));
        }

        rules.AddRange(priorities ?? []);
        AppError? error = Check(rules);
        return error is null ? rules : error;
    }

    /// <summary>The choice of files in a magnet link (BEP 53), neighbours taken together.</summary>
    public static List<FileRule> OfSelection(IReadOnlyList<int> ascending)
    {
        var rules = new List<FileRule> { new(Every, FilePriority.Skip) };
        for (int i = 0; i < ascending.Count && rules.Count < MaxRules; i++)
        {
            int first = ascending[i];
            while (i + 1 < ascending.Count && ascending[i + 1] == ascending[i] + 1) i++;
            string range = string.Create(CultureInfo.InvariantCulture, $"{first}-{ascending[i]}");
            rules.Add(new FileRule(range, FilePriority.Normal));
        }

        return rules;
    }

    /// <summary>Null: each rule can be read and there are not too many.</summary>
    public static AppError? Check(IReadOnlyList<FileRule> rules)
    {
        if (rules.Count > MaxRules) return new AppError("files-invalid", $"There are over {MaxRules} rules for files.");
        foreach (FileRule rule in rules)
        {
            if (FilePattern.Parse(rule.Files).Error is { } error) return error;
            if (!Enum.IsDefined(rule.Priority)) return new AppError("files-invalid", "A rule has no known priority.");
        }

        return null;
    }

    /// <summary>New priorities, one a file; an error if a rule names no file.</summary>
    /// <param name="metainfo">Its files.</param>
    /// <param name="before">Priorities so far; files that have none are normal.</param>
    /// <param name="rules">Applied in order.</param>
    public static Result<FilePriority[]> Apply(
        Metainfo metainfo, IReadOnlyList<FilePriority> before, IReadOnlyList<FileRule> rules)
    {
        FilePriority[] priorities = Complete(metainfo, before);
        foreach (FileRule rule in rules)
        {
            if (!FilePattern.Parse(rule.Files).TryGet(out FilePattern? pattern, out AppError? error)) return error;
            if (!TrySet(metainfo, priorities, pattern, rule.Priority)) return FilePattern.NoFile(rule.Files);
        }

        return priorities;
    }

    /// <summary>As <see cref="Apply"/>, but what names no file has no effect: nobody is there to be asked.</summary>
    public static FilePriority[] ApplyLate(Metainfo metainfo, IReadOnlyList<FileRule> rules)
    {
        FilePriority[] priorities = Complete(metainfo, []);
        foreach (FileRule rule in rules)
        {
            if (FilePattern.Parse(rule.Files).TryGet(out FilePattern? pattern, out _))
                TrySet(metainfo, priorities, pattern, rule.Priority);
        }

        return priorities;
    }

    /// <summary>A line of text for each rule.</summary>
    public static string[] ToLines(IReadOnlyList<FileRule> rules) =>
        [.. rules.Select(rule => string.Create(CultureInfo.InvariantCulture, $"{(int)rule.Priority} {rule.Files}"))];

    /// <summary>The rules in lines from <see cref="ToLines"/>; damaged ones are left out.</summary>
    public static List<FileRule> FromLines(IReadOnlyList<string> lines) =>
    [
        .. lines.Where(line => line.Length > 2 && line[0] is >= '0' and <= '3' && line[1] == ' ')
            .Select(line => new FileRule(line[2..], (FilePriority)(line[0] - '0'))),
    ];

    /// <summary>Stored priorities; what is no priority is normal.</summary>
    public static FilePriority[] FromBytes(byte[]? bytes) =>
    [
        .. (bytes ?? []).Select(item => item <= (byte)FilePriority.High ? (FilePriority)item : FilePriority.Normal),
    ];

    /// <summary>Null if all are normal.</summary>
    public static byte[]? ToBytes(IReadOnlyList<FilePriority> priorities) =>
        priorities.All(priority => priority == FilePriority.Normal) ? null : [.. priorities.Select(one => (byte)one)];

    private static FilePriority[] Complete(Metainfo metainfo, IReadOnlyList<FilePriority> before)
    {
        var priorities = new FilePriority[metainfo.Files.Count];
        for (int i = 0; i < priorities.Length; i++)
            priorities[i] = i < before.Count ? before[i] : FilePriority.Normal;
        return priorities;
    }

    private static bool TrySet(
        Metainfo metainfo, FilePriority[] priorities, FilePattern pattern, FilePriority priority)
    {
        bool any = false;
        int position = -1;
        foreach (ContentFile file in metainfo.Files)
        {
            if (!file.IsPadding) position++;
            if (!pattern.Names(file, position, !metainfo.IsSingleFile)) continue;
            priorities[file.Index] = priority;
            any = true;
        }

        return any;
    }
}
