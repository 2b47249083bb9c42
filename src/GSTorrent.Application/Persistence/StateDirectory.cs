using System.Globalization;
using System.Text;
using GSTorrent.Storage;

namespace GSTorrent.Application.Persistence;

/// <summary>The directory that holds everything the server remembers; one process at a time has it.</summary>
public sealed class StateDirectory : IDisposable
{
    private readonly FileStream _lock;

    private StateDirectory(string path, FileStream lockFile)
    {
        Root = path;
        _lock = lockFile;
    }

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>The database.</summary>
    public string DatabasePath => Path.Combine(Root, "state.db");

    /// <summary>Metainfo files.</summary>
    public string TorrentsPath => Path.Combine(Root, "torrents");

    /// <summary>The token for local programs.</summary>
    public string TokenPath => Path.Combine(Root, "token");

    /// <summary>Where the state lies if nobody says otherwise: systemd's directory, then the user's.</summary>
    public static string DefaultPath(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        string? systemd = environment("STATE_DIRECTORY")?.Split(':')[0];
        if (!string.IsNullOrEmpty(systemd)) return systemd;
        string? state = environment("XDG_STATE_HOME");
        if (!string.IsNullOrEmpty(state) && Path.IsPathFullyQualified(state)) return Path.Combine(state, "gstorrent");
        string home = environment("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(home, ".local", "state", "gstorrent");
    }

    /// <summary>Makes the directory if need be, closes it to others and locks it.</summary>
    public static Result<StateDirectory> Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            if (IsSharedWithOthers(path))
                return new AppError("state-unusable", $"{path} is writable by everybody: it cannot hold the state.");
            StateFiles.MakePrivateDirectory(path);
            StateFiles.MakePrivateDirectory(Path.Combine(path, "torrents"));
            return Lock(path);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return new AppError(
                "state-unusable",
                $"The state directory {path} cannot be used: {LocalPath.WhyNotMade(denied, path)}");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();

    private static Result<StateDirectory> Lock(string path)
    {
        string pidPath = Path.Combine(path, "pid");
        try
        {
            // The system lets go of this lock when the process ends, however it ends.
            FileStream lockFile = StateFiles.Open(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileShare.None);
            string pid = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
            StateFiles.Write(pidPath, Encoding.ASCII.GetBytes(pid));
            return new StateDirectory(path, lockFile);
        }
        catch (IOException) when (File.Exists(pidPath))
        {
            return new AppError("state-locked", $"{path} is in use by process {ReadPid(pidPath)}.");
        }
    }

    private static string ReadPid(string pidPath)
    {
        try
        {
            string text = File.ReadAllText(pidPath);
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                ? pid.ToString(CultureInfo.InvariantCulture)
                : "(unknown)";
        }
        catch (IOException)
        {
            return "(unknown)";
        }
    }

    // A mode like that of /tmp: closing it would take it away from everybody else.
    private static bool IsSharedWithOthers(string path) =>
        !OperatingSystem.IsWindows() && Directory.Exists(path)
        && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherWrite);
}
