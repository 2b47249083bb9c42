using System.Text;

namespace GSTorrent.Storage;

/// <summary>
/// The mounted file systems as /proc/self/mountinfo lists them (proc(5)). Asking it never touches a volume but
/// the root file system, so a hung one cannot hang the asker. Immutable.
/// </summary>
public sealed class MountTable
{
    internal const string Source = "/proc/self/mountinfo";
    private const int MaxLinks = 40;

    private readonly List<(string Path, string Device)> _mounts = [];

    private static readonly MountWatch s_watch = new();

    private MountTable(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            // 36 35 98:0 /root /mount/point options... : the third field is the device, the fifth the mount point.
            string[] fields = line.Split(' ', 6);
            if (fields.Length >= 5) _mounts.Add((Unescape(fields[4]), fields[2]));
        }
    }

    /// <summary>The table as it is now; empty where the system has none. Only read again after a change.</summary>
    public static MountTable Read() => s_watch.Latest(ReadAnew);

    private static MountTable ReadAnew()
    {
        try
        {
            return new MountTable(File.ReadAllLines(Source));
        }
        catch (Exception exception) when (Errno.IsDiskError(exception))
        {
            return new MountTable([]);
        }
    }

    /// <summary>A table from the text of such a file.</summary>
    public static MountTable Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new MountTable(text.Split('\n'));
    }

    /// <summary>The device that a path lies on, as "major:minor"; empty if unknown. The path need not exist.</summary>
    public string DeviceOf(string path) => Locate(path).Device;

    /// <summary>The mount point that holds a path, which need not exist; null if nothing is known.</summary>
    public string? MountPointOf(string path) => IsEmpty ? null : Locate(path).Path;

    /// <summary>
    /// Did a path lie on a mount that is gone, so that what stands there now belongs to the file system below? A deeper
    /// mount, and one elsewhere that a changed link leads to, is people's choice.
    /// </summary>
    /// <param name="mountPoint">What held the path, as <see cref="MountPointOf"/> told then.</param>
    /// <param name="path">The path.</param>
    public bool HasLost(string mountPoint, string path)
    {
        ArgumentNullException.ThrowIfNull(mountPoint);
        if (_mounts.Any(mount => string.Equals(mount.Path, mountPoint, StringComparison.Ordinal))) return false;
        return !IsEmpty && IsAtOrBelow(mountPoint, Locate(path).Path);
    }

    /// <summary>Missing, naming the mount point, if the one that held a path is gone; null: it is there.</summary>
    /// <param name="path">Absolute; it need not exist.</param>
    /// <param name="mountPoint">What <see cref="MountPointOf"/> told then; null or "/": it cannot be gone.</param>
    /// <param name="operation">What was to be done, for the error.</param>
    public StorageError? CheckMount(string path, string? mountPoint, string operation)
    {
        // The table could be read when the mount was recorded: one that cannot be read now proves nothing.
        if (mountPoint is not { Length: > 1 } || !(IsEmpty || HasLost(mountPoint, path))) return null;
        return new StorageError(StorageErrorKind.Missing, operation, mountPoint, IsEmpty
            ? $"the system does not tell whether it is mounted, and {path} was on it"
            : $"nothing is mounted there, and {path} was on it; mount the disk");
    }

    /// <summary>
    /// The path without the links on the root file system that lead there, so that two names of one directory become
    /// equal.
    /// </summary>
    /// <param name="path">Absolute; it need not exist.</param>
    public string Follow(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Find(path).Path.Length == 1 ? Resolve(path) : path;
    }

    /// <summary>Does the system tell of no mounts at all?</summary>
    private bool IsEmpty => _mounts.Count == 0;

    private (string Path, string Device) Locate(string path) => Find(Follow(path));

    private (string Path, string Device) Find(string path)
    {
        (string Path, string Device) best = ("/", "");
        foreach ((string Path, string Device) mount in _mounts)
            if (mount.Path.Length >= best.Path.Length && IsAtOrBelow(path, mount.Path)) best = mount;
        return best;
    }

    /// <summary>
    /// Follows links, but only those on the root file system: it is the one volume that must work anyway.
    /// </summary>
    private string Resolve(string path)
    {
        int links = 0;
        int end = 1;
        while (end < path.Length && links < MaxLinks)
        {
            int next = path.IndexOf('/', end);
            if (next < 0) next = path.Length;
            string prefix = path[..next];
            if (Find(prefix).Path.Length > 1) return path;
            string? target = TargetOf(prefix);
            end = target is null ? next + 1 : 1;
            if (target is null) continue;
            path = Path.GetFullPath(target + path[next..]);
            links++;
        }

        return path;
    }

    private static string? TargetOf(string path)
    {
        try
        {
            string? target = new FileInfo(path).LinkTarget;
            return target is null ? null : Path.Combine(Path.GetDirectoryName(path) ?? "/", target);
        }
        catch (Exception exception) when (Errno.IsDiskError(exception))
        {
            return null;
        }
    }

    private static bool IsAtOrBelow(string path, string mount) =>
        mount.Length == 1
        || (path.StartsWith(mount, StringComparison.Ordinal)
            && (path.Length == mount.Length || path[mount.Length] == '/'));

    /// <summary>Space, tab, newline and backslash are written as a backslash and three octal digits.</summary>
    private static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal)) return field;
        var text = new StringBuilder(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            bool isEscape = field[i] == '\\' && i + 3 < field.Length
                && IsOctal(field[i + 1]) && IsOctal(field[i + 2]) && IsOctal(field[i + 3]);
            text.Append(isEscape
                ? (char)(((field[i + 1] - '0') << 6) | ((field[i + 2] - '0') << 3) | (field[i + 3] - '0'))
                : field[i]);
            if (isEscape) i += 3;
        }

        return text.ToString();
    }

    private static bool IsOctal(char digit) => digit is >= '0' and <= '7';
}
