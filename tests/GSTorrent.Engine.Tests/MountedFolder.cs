using System.Diagnostics;

namespace GSTorrent.Engine.Tests;

/// <summary>A folder on a file system that the test can fill, lock and take away; else the test is skipped.</summary>
internal sealed class MountedFolder : IDisposable
{
    private readonly string[] _options;
    private bool _isMounted;

    private MountedFolder(string path, params string[] options)
    {
        Path = path;
        _options = options;
        Assert.SkipUnless(Mount(), "Mounting is not permitted here.");
    }

    public string Path { get; }

    /// <summary>Some megabytes of memory.</summary>
    public static MountedFolder Small(string path, int mebibytes) =>
        new(path, "-t", "tmpfs", "-o", $"size={mebibytes}m,mode=700", "tmpfs");

    /// <summary>Another folder, which keeps its content while it is not mounted.</summary>
    public static MountedFolder Of(string source, string path) => new(path, "--bind", source);

    public bool Mount() => _isMounted = Run("mount", [.. _options, Path]);

    public void Unmount()
    {
        if (_isMounted) _isMounted = !Run("umount", "-l", Path);
        Assert.False(_isMounted);
    }

    public void Remount(string how) => Assert.True(Run("mount", "-o", $"remount,bind,{how}", Path));

    public void Dispose() => Unmount();

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
