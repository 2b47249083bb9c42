namespace GSTorrent.Application.Persistence;

/// <summary>
/// A little room beside the state that nothing else can take: with a full disk it is given up, so that the server
/// starts and people can make room by it.
/// </summary>
internal static class StateReserve
{
    private const int Bytes = 4 << 20;

    /// <summary>Takes the room, if there is any. Without it everything works but a start on a full disk.</summary>
    public static void Take(string root)
    {
        string path = PathIn(root);
        try
        {
            if (File.Exists(path) && new FileInfo(path).Length == Bytes) return;
            // No start waits for it to reach the disk: a power failure that takes it is made good by the next one.
            using FileStream room = StateFiles.Open(path, FileMode.Create, FileShare.None);
            room.Write(new byte[Bytes]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Release(root);
        }
    }

    /// <summary>Gives the room up; false if there was none.</summary>
    public static bool Release(string root)
    {
        try
        {
            bool isThere = File.Exists(PathIn(root));
            File.Delete(PathIn(root));
            return isThere;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string PathIn(string root) => Path.Combine(root, "reserve");
}
