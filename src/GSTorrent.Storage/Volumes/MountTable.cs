using System.Text;

namespace GSTorrent.Storage;

/// <summary>
/// The mounted file systems as /proc/self/mountinfo lists them (proc(5)). Asking it never touches a volume but the root
/// file system, so a hung one cannot hang the asker.
/// </summary>
public sealed class MountTable
{
    private const string Source = "/proc/self/mountinfo";
    private const int MaxLinks = 40;

    private readonly List<(string Path, string Device)> _mounts = [];

    private MountTable(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            // 36 35 98:0 /root /mount/point options... : the third field is the device, the fifth the mount point.
            string[] fields = line.Split(' ', 6);
            if (fields.Length >= 5) _mounts.Add((Unescape(fields[4]), fields[2]));
        }
    }

    /// <summary>Reads the table; empty where the system has none.</summary>
    public static MountTable Read()
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

    /// <summary>Takes the text of the table.</summary>
    internal static MountTable Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new MountTable(text.Split('\n'));
    }

    /// <summary>The device that a path lies on, as "major:minor"; empty if unknown. The path need not exist.</summary>
    public string DeviceOf(string path) => Find(Follow(path)).Device;

    /// <summary>
    /// Where the volume that a path lies on is mounted. The answer changes when its disk is taken away, though the path
    /// may still be there: as an empty directory.
    /// </summary>
    /// <param name="path">Absolute; it need not exist.</param>
    public string MountPointOf(string path) => Find(Follow(path)).Path;

    /// <summary>
    /// Is a path on the volume that it was on? If not, the directory that is there now is another one: if its disk was
    /// taken away, an empty mount point.
    /// </summary>
    /// <param name="path">Absolute; it need not exist.</param>
    /// <param name="volume">What <see cref="MountPointOf"/> told then.</param>
    /// <param name="operation">What was to be done with it, for the error.</param>
    /// <returns>Null: it is.</returns>
    public StorageError? CheckVolume(string path, string volume, string operation) =>
        string.Equals(MountPointOf(path), volume, StringComparison.Ordinal)
            ? null
            : new StorageError(
                StorageErrorKind.Missing, operation, path, $"the disk that was mounted on {volume} is not there");

    /// <summary>
    /// The path without the links on the root file system that lead there, so that two names of one directory become
    /// equal.
    /// </summary>
    /// <param name="path">Absolute; it need not exist.</param>
    public string Follow(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return string.Equals(Find(path).Path, "/", StringComparison.Ordinal) ? Resolve(path) : path;
    }

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
