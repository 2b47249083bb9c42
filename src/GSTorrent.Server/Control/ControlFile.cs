using System.Text;

namespace GSTorrent.Server.Control;

/// <summary>The file in the state directory that tells programs of the same user where the server listens.</summary>
internal static class ControlFile
{
    /// <summary>One URL a line, replaced as a whole.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string stateDirectory, IReadOnlyList<string> urls)
    {
        string path = PathOf(stateDirectory);
        PrivateFile.Replace(path, Encoding.UTF8.GetBytes(string.Join('\n', urls) + "\n"));
    }

    /// <summary>Removes it, as far as that is possible.</summary>
    public static void Remove(string stateDirectory)
    {
        try
        {
            File.Delete(PathOf(stateDirectory));
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            // Clients then find nobody where it says.
        }
    }

    private static string PathOf(string stateDirectory) => Path.Combine(stateDirectory, "control");
}
