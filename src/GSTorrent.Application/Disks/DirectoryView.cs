using GSTorrent.Application.Settings;
using GSTorrent.Application.Torrents;
using GSTorrent.Storage;

namespace GSTorrent.Application.Disks;

/// <summary>
/// What people may look at on the server's disks: what lies in or below the destination and the other roots. Links are
/// neither shown nor followed, as they could lead out.
/// </summary>
public sealed class DirectoryView
{
    private const int MaxItems = 10_000;

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    private readonly DestinationRules _rules;
    private readonly DiskAsker _disks;

    internal DirectoryView(DestinationRules rules, DiskAsker disks) => (_rules, _disks) = (rules, disks);

    /// <summary>What lies in a directory, by name; at most 10,000 items.</summary>
    public async Task<Result<IReadOnlyList<DirectoryItem>>> ListAsync(string path)
    {
        if (!Allow(path).TryGet(out string? full, out AppError? refused)) return refused;
        return await AskAsync(full, () => List(full));
    }

    /// <summary>Bytes that may be written at a path that exists.</summary>
    public async Task<Result<long>> GetFreeSpaceAsync(string path)
    {
        if (!Allow(path).TryGet(out string? full, out AppError? refused)) return refused;
        return await AskAsync<long>(full, () =>
        {
            if (CheckLinks(full) is { } link) return link;
            StorageError? failed = FreeSpace.Of(full, out FreeSpace space);
            return failed is null ? space.AvailableBytes : Unusable(failed.ToString());
        });
    }

    /// <summary>The path in its plain form, if people may look at it; no disk is asked.</summary>
    internal Result<string> Allow(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_rules.Resolve(path).TryGet(out string? full, out _)) return full;
        return new AppError("path-not-allowed", $"{Excerpt.Of(path, 200)} is not shown: only "
            + $"what lies in or below the destination and the directories of {StorageSettings.Roots.Name} and "
            + $"{StorageSettings.FormerDestinations.Name} is.");
    }

    /// <summary>Null: no part of the path below its root is a link. Asks the disk.</summary>
    internal AppError? CheckLinks(string full)
    {
        string step = _rules.RootOf(full) ?? full;
        foreach (string name in full[step.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            step = Path.Combine(step, name);
            if (new FileInfo(step).LinkTarget is not null)
                return new AppError("path-not-allowed", $"{step} is a symbolic link, which is not followed.");
        }

        return null;
    }

    private async Task<Result<T>> AskAsync<T>(string full, Func<Result<T>> question)
    {
        Result<Result<T>> answer = await _disks.AskAsync(full, () => Answer(full, question), DiskAsker.Patience);
        return answer.TryGet(out Result<T> found, out AppError? silence) ? found : silence;
    }

    private static Result<T> Answer<T>(string full, Func<Result<T>> question)
    {
        try
        {
            return question();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return Unusable($"{full} cannot be read: {denied.Message}");
        }
    }

    private Result<IReadOnlyList<DirectoryItem>> List(string full)
    {
        if (CheckLinks(full) is { } link) return link;
        var directory = new DirectoryInfo(full);
        if (!directory.Exists) return new AppError("directory-not-found", $"There is no directory {full}.");
        return directory.EnumerateFileSystemInfos("*", Everything)
            .Where(item => !item.Attributes.HasFlag(FileAttributes.ReparsePoint))
            .Take(MaxItems)
            .Select(Describe)
            .OrderBy(item => item.Path, StringComparer.Ordinal)
            .ToArray();
    }

    private static DirectoryItem Describe(FileSystemInfo item) => new(
        item.FullName,
        item is DirectoryInfo,
        (item as FileInfo)?.Length ?? 0,
        UnixS(item.CreationTimeUtc),
        UnixS(item.LastAccessTimeUtc),
        UnixS(item.LastWriteTimeUtc));

    private static long UnixS(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeSeconds();

    private static AppError Unusable(string why) => new("destination-unusable", why);
}
