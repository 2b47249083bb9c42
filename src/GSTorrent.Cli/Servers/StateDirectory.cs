using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Servers;

/// <summary>Where the local server keeps its state: the same search as the server's own.</summary>
internal static class StateDirectory
{
    public static string Find(CliContext context, string? option)
    {
        if (!string.IsNullOrEmpty(option)) return Path.GetFullPath(option, context.CurrentDirectory);
        // systemd writes several directories with colons between them; the first one is the server's.
        if (context.Environment("STATE_DIRECTORY") is { } systemd) return systemd.Split(':')[0];
        string? xdg = context.Environment("XDG_STATE_HOME");
        // The XDG specification has relative paths ignored.
        string home = xdg is not null && Path.IsPathRooted(xdg)
            ? xdg : Path.Combine(context.HomeDirectory, ".local", "state");
        return Path.Combine(home, "gstorrent");
    }
}
