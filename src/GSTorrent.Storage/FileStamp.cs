namespace GSTorrent.Storage;

/// <summary>What tells cheaply whether a file was changed behind our back.</summary>
/// <param name="Length">Bytes; -1 if there is no file.</param>
/// <param name="ModifiedUnixNanoseconds">Time of the last change, since 1970; 0 if there is no file.</param>
public readonly record struct FileStamp(long Length, long ModifiedUnixNanoseconds)
{
    /// <summary>The stamp of a file that is not there.</summary>
    public static FileStamp Missing { get; } = new(-1, 0);

    /// <summary>Is there a file?</summary>
    public bool Exists => Length >= 0;
}
