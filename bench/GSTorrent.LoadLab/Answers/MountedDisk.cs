using System.Globalization;
using GSTorrent.Peers.Running;

namespace GSTorrent.LoadLab.Answers;

/// <summary>A file system of its own that can be full, or hang; needs to be root.</summary>
internal sealed class MountedDisk : IAsyncDisposable
{
    private bool _isFrozen;

    private MountedDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>A file system in memory with little room.</summary>
    public static async Task<MountedDisk> SmallAsync(string path, int mebibytes, CancellationToken stop)
    {
        await RunAsync("mount", stop, "-t", "tmpfs", "-o", $"size={Text(mebibytes)}m", "none", path);
        return new MountedDisk(path);
    }

    /// <summary>A file system in a file, which can be made to hang.</summary>
    public static async Task<MountedDisk> OfFileAsync(string path, int mebibytes, CancellationToken stop)
    {
        string image = path + ".image";
        using (FileStream file = File.Create(image)) file.SetLength((long)mebibytes << 20);
        await RunAsync("mkfs.ext4", stop, "-q", image);
        await RunAsync("mount", stop, "-o", "loop", image, path);
        return new MountedDisk(path);
    }

    /// <summary>From now on nobody who writes or flushes gets an answer.</summary>
    public async Task FreezeAsync(CancellationToken stop)
    {
        await RunAsync("fsfreeze", stop, "--freeze", Path);
        _isFrozen = true;
    }

    public async Task ThawAsync()
    {
        if (_isFrozen) await RunAsync("fsfreeze", CancellationToken.None, "--unfreeze", Path);
        _isFrozen = false;
    }

    public async ValueTask DisposeAsync()
    {
        await ThawAsync();
        await RunAsync("umount", CancellationToken.None, "--lazy", Path);
    }

    private static Task<string> RunAsync(string program, CancellationToken stop, params string[] arguments)
    {
        string found = ExternalProcess.Find(program) ?? ExternalProcess.Find($"/usr/sbin/{program}")
            ?? throw new InvalidOperationException($"{program} is not installed");
        return ExternalProcess.RunAsync(found, arguments, "/", stop);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
