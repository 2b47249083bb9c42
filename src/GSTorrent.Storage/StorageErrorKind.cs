namespace GSTorrent.Storage;

/// <summary>What kind of trouble a disk gave; callers decide by this, people read the message.</summary>
public enum StorageErrorKind
{
    /// <summary>No space or quota left; it may come back.</summary>
    DiskFull,

    /// <summary>The file system is mounted read-only.</summary>
    ReadOnly,

    /// <summary>The root, a file or some of its bytes are not there.</summary>
    Missing,

    /// <summary>The system refuses access.</summary>
    PermissionDenied,

    /// <summary>The device failed.</summary>
    IoError,

    /// <summary>A symbolic link or a path component leads out of the root; nothing was touched.</summary>
    PathEscape,

    /// <summary>Something that is no regular file (or no directory) stands where one is needed.</summary>
    WrongFileType,

    /// <summary>A file that is not ours stands at the destination.</summary>
    AlreadyExists,

    /// <summary>A name is longer than the file system takes.</summary>
    NameTooLong,

    /// <summary>The file is larger than the file system takes.</summary>
    FileTooLarge,

    /// <summary>No more files can be opened.</summary>
    TooManyOpenFiles,

    /// <summary>The content is being moved; writing is possible again afterwards.</summary>
    Busy,

    /// <summary>The caller cancelled the operation.</summary>
    Cancelled,

    /// <summary>The move succeeded, but old files could not be removed.</summary>
    LeftBehind,

    /// <summary>Another file stands where one of ours was; what is in it must be found out.</summary>
    Replaced,
}
