using GSTorrent.Storage;

namespace GSTorrent.Application.Hosting;

/// <summary>
/// The default destination, in a directory where everybody may write: somebody else could have put a directory or a
/// link of the same name there first.
/// </summary>
internal static class TemporaryPlace
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes sure of it, for its owner only. Null: it is there and ours.</summary>
    /// <param name="path">Its last two directories are made; they must be ours.</param>
    public static AppError? Prepare(string path)
    {
        try
        {
            return PrepareOne(Path.GetDirectoryName(path)!) ?? PrepareOne(path);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return Refuse(path, LocalPath.WhyNotMade(denied, path));
        }
    }

    private static AppError? PrepareOne(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return null;
        }

        if (!Directory.Exists(path)) Directory.CreateDirectory(path, Private);
        if (new DirectoryInfo(path).LinkTarget is not null) return Refuse(path, "it is a symbolic link");
        if (!PathOwner.IsMe(path)) return Refuse(path, "it belongs to somebody else");
        if (File.GetUnixFileMode(path) != Private) File.SetUnixFileMode(path, Private);
        return null;
    }

    private static AppError Refuse(string path, string why) => new(
        "destination-unusable",
        $"{path} cannot be used for downloads: {why}. Name another directory with --destination.");
}
