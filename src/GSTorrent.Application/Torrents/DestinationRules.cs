using GSTorrent.Application.Disks;
using GSTorrent.Application.Settings;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Where content may be put: in or below the destination, former ones and the other roots, and nowhere else.
/// </summary>
/// <param name="settings">The settings as they are.</param>
/// <param name="atStart">The destination that the host began with; it exists.</param>
/// <param name="disks">Asks the disks.</param>
internal sealed class DestinationRules(Func<SettingsSnapshot> settings, string atStart, DiskAsker disks)
{
    private const UnixFileMode NewDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const int MaxLength = 4000;
    private readonly string _settingAtStart = settings().Text(StorageSettings.Destination);

    /// <summary>Where content goes if nobody names a place.</summary>
    public string Default
    {
        get
        {
            string now = settings().Text(StorageSettings.Destination);
            return string.Equals(now, _settingAtStart, StringComparison.Ordinal) ? atStart : now;
        }
    }

    private IEnumerable<string> Roots =>
    [
        Default,
        atStart,
        .. settings().Items(StorageSettings.Roots),
        .. settings().Items(StorageSettings.FormerDestinations),
    ];

    /// <summary>
    /// The directory for content, which is there afterwards. A disk that does not answer is not waited for.
    /// </summary>
    /// <param name="path">As people gave it; null: the default.</param>
    public async Task<Result<string>> PrepareAsync(string? path)
    {
        string destination = Default;
        if (path is not null && !Resolve(path).TryGet(out destination!, out AppError? refused)) return refused;

        // This one was looked at when the host began; asking its disk again could only take time.
        if (string.Equals(destination, atStart, StringComparison.Ordinal)) return destination;
        Result<AppError?> answer = await disks.AskAsync(
            RootOf(destination) ?? destination, () => MakeDirectory(destination), DiskAsker.Patience);
        AppError? error = answer.TryGet(out AppError? refusal, out AppError? silence) ? refusal : silence;
        return error is null ? destination : error;
    }

    /// <summary>
    /// Null: content may be put there, now or later, as the default or for a category. No link leads there: content
    /// would go out of the roots, one of which the default is itself.
    /// </summary>
    public async Task<AppError?> CheckAsync(string path)
    {
        if (!Resolve(path).TryGet(out string? full, out AppError? refused)) return refused;
        string root = RootOf(full)!;
        Result<AppError?> answer = await disks.AskAsync(root, () => RefuseLink(full, root), DiskAsker.Patience);
        return answer.TryGet(out AppError? refusal, out AppError? silence) ? refusal : silence;
    }

    /// <summary>
    /// Null: content lies below a root, by the directory that its destination really is. Asked whenever the files of a
    /// torrent begin to be used, as a directory may have become a link since it was allowed.
    /// </summary>
    /// <param name="path">On record.</param>
    /// <param name="real">Without links.</param>
    public string? Confirm(string path, string real)
    {
        // Settings that have changed since take nothing away from a torrent.
        if (RootOf(path) is not { } own) return null;

        // Its own root first: another may be on a disk that hangs.
        foreach (string root in Roots.Prepend(own))
        {
            string? end = LocalPath.RealDirectory(root);
            if (end is not null && (string.Equals(end, real, StringComparison.Ordinal) || IsBelow(real, end)))
                return null;
        }

        return $"a symbolic link leads from there to {real}, which is not below the destination, nor below a directory "
            + $"of {StorageSettings.Roots.Name} or {StorageSettings.FormerDestinations.Name}; put a directory in the "
            + $"place of the link, or add {real} to {StorageSettings.Roots.Name}, and start the torrent again";
    }

    /// <summary>The path in its plain form if it lies in or below a root; no disk is looked at.</summary>
    public Result<string> Resolve(string path)
    {
        if (path.Length > MaxLength || path.Any(char.IsControl))
            return new AppError("path-not-allowed", "The destination is too long or holds control characters.");
        if (!Path.IsPathFullyQualified(path)) return Refuse(path, "it is not an absolute path");
        if (path.Split('/').Contains("..", StringComparer.Ordinal)) return Refuse(path, "it holds '..'");
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return RootOf(full) is null
            ? Refuse(full, $"it is not below the destination, nor below a directory of {StorageSettings.Roots.Name} or "
                + StorageSettings.FormerDestinations.Name)
            : full;
    }

    /// <summary>The root that a plain path lies in or below; null: none.</summary>
    public string? RootOf(string path) =>
        Roots.FirstOrDefault(root => string.Equals(root, path, StringComparison.Ordinal) || IsBelow(path, root));

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root.EndsWith('/') ? root : root + "/", StringComparison.Ordinal);

    private AppError? MakeDirectory(string path)
    {
        try
        {
            string root = RootOf(path) ?? path;
            if (!Directory.Exists(root)) return Fail(path, $"there is no directory {root}");
            string step = root;
            foreach (string name in path[root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                step = Path.Combine(step, name);

                // A link could lead out of the root.
                if (new DirectoryInfo(step).LinkTarget is not null) return Refuse(path, $"{step} is a symbolic link");
                if (File.Exists(step)) return Fail(path, $"{step} is a file");
                if (Directory.Exists(step)) continue;
                if (OperatingSystem.IsWindows()) Directory.CreateDirectory(step);
                else Directory.CreateDirectory(step, NewDirectory);
            }

            return null;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return Fail(path, LocalPath.WhyNotMade(denied, path));
        }
    }

    private static AppError? RefuseLink(string path, string root)
    {
        string step = root;
        foreach (string name in path[root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            step = Path.Combine(step, name);
            if (new DirectoryInfo(step).LinkTarget is not null) return Refuse(path, $"{step} is a symbolic link");
        }

        return null;
    }

    private static AppError Refuse(string path, string why) => Describe("path-not-allowed", path, why);

    // The place is allowed, but as it is nothing can be put there.
    private static AppError Fail(string path, string why) => Describe("destination-unusable", path, why);

    private static AppError Describe(string code, string path, string why) =>
        new(code, $"{Excerpt.Of(path, 200)} cannot take content: {why}.");
}
