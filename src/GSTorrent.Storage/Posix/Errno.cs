namespace GSTorrent.Storage;

/// <summary>Linux error numbers and what they mean for a storage.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int InputOutput = 5;
    public const int Exists = 17;
    public const int CrossDevice = 18;
    public const int NotDirectory = 20;
    public const int IsDirectory = 21;
    public const int Invalid = 22;
    public const int NoSpace = 28;
    public const int ReadOnlyFileSystem = 30;
    public const int NotEmpty = 39;
    public const int Loop = 40;
    public const int NoSuchOffset = 6;
    public const int NotSupported = 95;

    private const int BadDescriptor = 9;
    private const int AccessDenied = 13;
    private const int NoDevice = 19;
    private const int TooManyFilesInSystem = 23;
    private const int TooManyFiles = 24;
    private const int FileTooBig = 27;
    private const int NameTooLong = 36;
    private const int Stale = 116;
    private const int Quota = 122;

    public static StorageError Describe(int errno, string operation, string path)
    {
        (StorageErrorKind kind, string message) = errno switch
        {
            NoSpace => (StorageErrorKind.DiskFull, "no space left on the device"),
            Quota => (StorageErrorKind.DiskFull, "the disk quota is used up"),
            ReadOnlyFileSystem => (StorageErrorKind.ReadOnly, "the file system is read-only"),
            NoEntry => (StorageErrorKind.Missing, "it does not exist"),
            Stale or NoDevice => (StorageErrorKind.Missing, "the device is gone"),
            AccessDenied or NotPermitted => (StorageErrorKind.PermissionDenied, "permission denied"),
            Loop => (StorageErrorKind.PathEscape, "a symbolic link is in the way"),
            NotDirectory => (StorageErrorKind.WrongFileType, "a part of the path is not a directory"),
            IsDirectory => (StorageErrorKind.WrongFileType, "a directory is in the way"),
            Exists => (StorageErrorKind.AlreadyExists, "it exists already"),
            NameTooLong => (StorageErrorKind.NameTooLong, "the name is too long"),
            FileTooBig => (StorageErrorKind.FileTooLarge, "the file is too large for the file system"),
            TooManyFiles or TooManyFilesInSystem => (StorageErrorKind.TooManyOpenFiles, "too many open files"),
            InputOutput => (StorageErrorKind.IoError, "the device reports an input/output error"),
            BadDescriptor => (StorageErrorKind.IoError, "the file was closed"),
            _ => (StorageErrorKind.IoError, $"the system reports error {errno}"),
        };
        return new StorageError(kind, operation, path, message);
    }

    /// <summary>The error of an exception that .NET's positioned IO threw.</summary>
    public static StorageError Describe(Exception exception, string operation, string path) => exception switch
    {
        UnauthorizedAccessException => Describe(AccessDenied, operation, path),
        FileNotFoundException or DirectoryNotFoundException => Describe(NoEntry, operation, path),
        PathTooLongException => Describe(NameTooLong, operation, path),
        ArgumentOutOfRangeException => Describe(FileTooBig, operation, path),
        // On Unix the HResult of an IOException is the error number.
        _ when exception.HResult is > 0 and < 4096 => Describe(exception.HResult, operation, path),
        _ => new StorageError(StorageErrorKind.IoError, operation, path, exception.Message),
    };

    /// <summary>Exceptions of positioned IO that are errors of the disk and not bugs of ours.</summary>
    public static bool IsDiskError(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
