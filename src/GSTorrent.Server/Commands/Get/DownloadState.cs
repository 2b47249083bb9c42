using GSTorrent.Application;
using GSTorrent.Application.Persistence;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Server.Commands.Get;

/// <summary>The directory that remembers one download until it is complete.</summary>
internal sealed class DownloadState(string stateRoot, InfoHash infoHash)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Absolute path.</summary>
    public string Path { get; } = System.IO.Path.Combine(stateRoot, "get", infoHash.ToString());

    /// <summary>Makes the directories above, closed to others, and the place for the content.</summary>
    public CommandError? Prepare(string destination)
    {
        string making = destination;
        try
        {
            Directory.CreateDirectory(destination);
            foreach (string parent in new[] { stateRoot, System.IO.Path.GetDirectoryName(Path)! })
            {
                making = parent;
                if (OperatingSystem.IsWindows()) Directory.CreateDirectory(parent);
                else Directory.CreateDirectory(parent, Private);
            }

            return null;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return CommandError.Failed($"cannot make the directory {making}: {LocalPath.WhyNotMade(denied, making)}");
        }
    }

    /// <summary>
    /// Takes away what only an unfinished download needs: the record, and the part file with pieces that unwanted files
    /// share. Called when nothing runs any more.
    /// </summary>
    /// <returns>What could not be deleted, or null.</returns>
    public string? Delete(string destination)
    {
        string deleting = System.IO.Path.Combine(destination, $".{infoHash}.parts");
        try
        {
            File.Delete(deleting);
            deleting = Path;
            // Another process may have begun in the meantime: what it holds is not deleted.
            if (!StateDirectory.Open(Path).TryGet(out StateDirectory? held, out AppError? inUse)) return inUse.Message;
            using (held) Directory.Delete(Path, recursive: true);
            return null;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return $"cannot delete {deleting}: {denied.Message}";
        }
    }
}
