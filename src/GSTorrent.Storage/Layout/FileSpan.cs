namespace GSTorrent.Storage;

/// <summary>A range of the content that lies in one file.</summary>
/// <param name="File">Index of the file; <see cref="ContentLayout.Padding"/> for bytes that are never on disk.</param>
/// <param name="FileOffset">First byte within the file.</param>
/// <param name="ContentOffset">First byte within the content.</param>
/// <param name="Length">Bytes, above 0.</param>
public readonly record struct FileSpan(int File, long FileOffset, long ContentOffset, long Length)
{
    /// <summary>Is the range zeros that are never on disk?</summary>
    public bool IsPadding => File == ContentLayout.Padding;
}
