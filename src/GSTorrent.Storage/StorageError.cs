namespace GSTorrent.Storage;

/// <summary>A failure of a disk as a value: what failed, during what, where.</summary>
/// <param name="Kind">For decisions.</param>
/// <param name="Operation">One lower-case verb or phrase: "write", "open", "flush directory".</param>
/// <param name="Path">The full path concerned.</param>
/// <param name="Message">The cause in plain words, without operation and path.</param>
public sealed record StorageError(StorageErrorKind Kind, string Operation, string Path, string Message)
{
    /// <summary>One line for people: operation, path and cause.</summary>
    public override string ToString() => $"{Operation} {Path}: {Message}";
}
