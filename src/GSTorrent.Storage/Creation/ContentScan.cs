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
    private readonly RefusedNames _refused = new();

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
                error = CreationError.Failed($"{path}: {Absent(path)}");
            else if (Directory.Exists(real))
                return new ContentScan(real).ScanFolder(path, out error, cancellation);
            else if (IsRefused(path, out error))
                return null;
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

    private static string Absent(string path) => path.Contains('\ufffd', StringComparison.Ordinal)
        ? "its name is not UTF-8, which no torrent can hold; rename it"
        : "there is no such file or folder";

    private static bool IsRefused(string path, out CreationError? error)
    {
        var refused = new RefusedNames();
        refused.Take(Path.GetFileName(path), path);
        error = refused.Describe(path);
        return error is not null;
    }

    private ContentFound? ScanFolder(string path, out CreationError? error, CancellationToken cancellation)
    {
        string name = Path.GetFileName(path);
        _refused.Take(name, path);
        Walk(new DirectoryInfo(_root), "", cancellation);
        error = _refused.Describe(path);
        if (error is not null) return null;
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
            bool isFolder = entry is DirectoryInfo && entry.LinkTarget is null;
            bool isRefused = _refused.Take(path, entry.FullName);

            // What is in a folder that has to be renamed may have to be renamed too.
            if (isRefused && !(isFolder && PosixPath.IsThere(entry.FullName))) continue;
            if (entry.LinkTarget is not null) FollowLink(entry, path);
            else if (entry is DirectoryInfo inner) Walk(inner, path + "/", cancellation);
            else if (PosixPath.IsRegularFile(entry.FullName)) Take(path, (FileInfo)entry);
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
