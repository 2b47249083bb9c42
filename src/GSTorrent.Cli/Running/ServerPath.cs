namespace GSTorrent.Cli.Running;

/// <summary>A directory as the server is to understand it.</summary>
internal static class ServerPath
{
    /// <summary>A relative path is from here if the server is on this machine; elsewhere it means nothing.</summary>
    public static string Of(VerbCall call, string directory)
    {
        if (call.Server.IsLocal) return Path.GetFullPath(directory, call.Context.CurrentDirectory);
        if (directory.StartsWith('/')) return directory;
        throw new CliException(ExitCode.Usage,
            $"'{directory}' is relative, but the server is on another machine: give its absolute path there");
    }
}
