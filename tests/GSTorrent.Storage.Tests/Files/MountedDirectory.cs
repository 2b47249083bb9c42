using System.Diagnostics;

namespace GSTorrent.Storage.Tests.Files;

/// <summary>
/// A small file system of its own, where the system lets the test mount one; else the test is skipped.
/// </summary>
internal sealed class MountedDirectory : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private bool _isMounted;

    public MountedDirectory(string size)
    {
        _isMounted = Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Path);
        if (_isMounted) return;
        _directory.Dispose();
        Assert.Skip("Mounting a small tmpfs is not permitted here.");
    }

    public string Path => _directory.Path;

    public TemporaryDirectory Directory => _directory;

    public bool MakeReadOnly() => Run("mount", "-o", "remount,ro", Path);

    public bool Grow(string size) => Run("mount", "-o", $"remount,size={size}", Path);

    public void Unmount()
    {
        if (_isMounted) _isMounted = !Run("umount", Path) && !Run("umount", "-l", Path);
    }

    public void Dispose()
    {
        Unmount();
        _directory.Dispose();
    }

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
