namespace GSTorrent.Storage.Tests;

/// <summary>A directory of its own for one test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private static readonly EnumerationOptions s_everything =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    private TemporaryDirectory(string path) => Path = path;

    public TemporaryDirectory()
        : this(Directory.CreateTempSubdirectory("gst-").FullName)
    {
    }

    public string Path { get; }

    /// <summary>One on another device than the others.</summary>
    public static TemporaryDirectory OnOtherDevice()
    {
        const string Memory = "/dev/shm";
        MountTable mounts = MountTable.Read();
        bool isOther = Directory.Exists(Memory)
            && !string.Equals(mounts.DeviceOf(Memory), mounts.DeviceOf(System.IO.Path.GetTempPath()));
        Assert.True(isOther, $"{Memory} is no device of its own here: let TMPDIR name a directory elsewhere.");
        string path = System.IO.Path.Combine(Memory, "gst-" + Guid.NewGuid().ToString("N"));
        return new TemporaryDirectory(Directory.CreateDirectory(path).FullName);
    }

    public string File(string relative) => System.IO.Path.Combine(Path, relative);

    public bool Has(string relative) => System.IO.File.Exists(File(relative));

    public string[] Files() =>
    [
        .. Directory.GetFiles(Path, "*", s_everything)
            .Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal),
    ];

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
