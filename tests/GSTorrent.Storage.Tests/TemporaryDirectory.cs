namespace GSTorrent.Storage.Tests;

/// <summary>A directory of its own for one test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private static readonly EnumerationOptions s_everything =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    public string Path { get; } = Directory.CreateTempSubdirectory("gst-").FullName;

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
