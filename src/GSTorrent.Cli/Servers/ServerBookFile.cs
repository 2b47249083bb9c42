using System.Text.Json;
using GSTorrent.Cli.Running;
using GSTorrent.Storage;

namespace GSTorrent.Cli.Servers;

/// <summary>
/// The book on disk. It holds tokens: readable by its owner only, and replaced whole, so that no crash leaves
/// half of it.
/// </summary>
internal sealed class ServerBookFile(string path)
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    public string Path { get; } = path;

    public static string PathFor(CliContext context)
    {
        string? xdg = context.Environment("XDG_CONFIG_HOME");
        string home = xdg is not null && System.IO.Path.IsPathRooted(xdg)
            ? xdg
            : System.IO.Path.Combine(context.HomeDirectory, ".config");
        return System.IO.Path.Combine(home, "gstorrent", "servers.json");
    }

    public ServerBook Load()
    {
        if (!File.Exists(Path)) return new ServerBook();
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), ServerBookJson.Default.ServerBook)
                ?? new ServerBook();
        }
        catch (JsonException e)
        {
            throw new CliException(ExitCode.Failed,
                $"{Path} is damaged at line {e.LineNumber + 1}: mend it, or delete it and add your servers again");
        }
    }

    public void Save(ServerBook book)
    {
        string directory = System.IO.Path.GetDirectoryName(Path)!;
        string fresh = System.IO.Path.Combine(directory, $".servers.{Environment.ProcessId}.tmp");
        try
        {
            CreateDirectory(directory);
            using (FileStream file = Create(fresh))
                JsonSerializer.Serialize(file, book, ServerBookJson.Indented.ServerBook);
            File.Move(fresh, Path, overwrite: true);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Failed, $"cannot write {Path}: {LocalPath.WhyNotMade(denied, fresh)}");
        }
    }

    private static void CreateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else if (!Directory.Exists(directory)) Directory.CreateDirectory(directory, OwnerDirectory);
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerFile;
        return new FileStream(path, options);
    }
}
