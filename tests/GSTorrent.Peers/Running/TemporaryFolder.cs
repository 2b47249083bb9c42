namespace GSTorrent.Peers.Running;

/// <summary>A folder of its own that goes when its owner goes.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Makes the folder under <paramref name="parent"/>, by default the system's temporary folder.</summary>
    public TemporaryFolder(string? parent = null)
    {
        Path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), $"gst-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>A new folder inside this one.</summary>
    public string Sub(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A program that was just killed may still have a file open: the system's cleaner takes the rest.
        }
    }
}
