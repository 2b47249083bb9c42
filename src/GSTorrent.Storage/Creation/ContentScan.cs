using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage;

/// <summary>
/// Looks for the files of a new torrent. Links are followed to files within the folder only; whatever else is found
/// and is no regular file is left out and told.
/// </summary>
internal sealed class ContentScan
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    private readonly string _root;
    private readonly List<(CreationFile File, SourceFile Source)> _found = [];
    private readonly List<string> _leftOut = [];

    private ContentScan(string root) => _root = root;

    /// <param name="path">Absolute path of a file or folder.</param>
    /// <param name="error">What could not be read.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static ContentFound? Run(string path, out CreationError? error, CancellationToken cancellation)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        string name = Path.GetFileName(path);
        error = null;
        try
        {
            // The path itself was named by the user: what it leads to is meant.
            string? real = PosixPath.Resolve(path);
            if (real is null)
                error = CreationError.Failed($"{path}: there is no such file or folder");
            else if (Directory.Exists(real))
                return new ContentScan(real).ScanFolder(name, cancellation);
            else if (!PosixPath.IsRegularFile(real))
                error = CreationError.Failed($"{path}: it is neither a file nor a folder");
            else
                return OfFile(name, new FileInfo(real));
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            error = CreationError.Failed($"cannot read {path}: {denied.Message}");
        }
        catch (OperationCanceledException)
        {
            error = CreationError.Interrupted;
        }

        return null;
    }

    private static ContentFound OfFile(string name, FileInfo file) => new(
        name,
        IsSingleFile: true,
        [new CreationFile(name, file.Length)],
        [new SourceFile(file.FullName, file.Length)],
        LeftOut: []);

    private ContentFound ScanFolder(string name, CancellationToken cancellation)
    {
        Walk(new DirectoryInfo(_root), "", cancellation);
        _found.Sort((left, right) => CreationFileOrder.Instance.Compare(left.File, right.File));
        _leftOut.Sort(StringComparer.Ordinal);
        return new ContentFound(
            name, IsSingleFile: false, [.. _found.Select(pair => pair.File)], [.. _found.Select(pair => pair.Source)],
            _leftOut);
    }

    private void Walk(DirectoryInfo folder, string prefix, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        bool isEmpty = true;
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos("*", Everything))
        {
            isEmpty = false;
            string path = prefix + entry.Name;
            if (entry.LinkTarget is not null) FollowLink(entry, path);
            else if (entry is DirectoryInfo inner) Walk(inner, path + "/", cancellation);
            else if (PosixPath.IsRegularFile(entry.FullName)) Take(path, (FileInfo)entry);
            else if (path.Contains('\ufffd', StringComparison.Ordinal))
                throw new IOException($"the name of {path} is not UTF-8: rename it");
            else _leftOut.Add($"{path} is left out: it is no regular file");
        }

        if (isEmpty && prefix.Length > 0) _leftOut.Add($"{prefix} is left out: a torrent holds no empty folders");
    }

    private void FollowLink(FileSystemInfo link, string path)
    {
        if (PosixPath.Resolve(link.FullName) is not { } target)
            _leftOut.Add($"{path} is left out: the link leads nowhere");
        else if (!IsInside(target))
            _leftOut.Add($"{path} is left out: the link leads out of the folder");
        else if (!PosixPath.IsRegularFile(target))
            _leftOut.Add($"{path} is left out: links are followed to files only");
        else
            Take(path, new FileInfo(target));
    }

    private bool IsInside(string target) =>
        target.StartsWith(_root.TrimEnd('/') + "/", StringComparison.Ordinal);

    private void Take(string path, FileInfo file) =>
        _found.Add((new CreationFile(path, file.Length), new SourceFile(file.FullName, file.Length)));
}
