namespace GSTorrent.MetainfoFormat;

/// <summary>Checks what a new torrent is to be made of, so that every client can read the result.</summary>
internal static class CreationCheck
{
    public static MetainfoError? Find(MetainfoBuilder builder, bool forV2)
    {
        if (!IsElement(builder.Name))
            return new MetainfoError("name-invalid", $"'{builder.Name}' cannot be the name of a torrent.");
        if (!PieceLengthChoice.IsAllowed(builder.PieceLength, forV2))
            return new MetainfoError(
                "piece-length-invalid",
                $"The piece length {builder.PieceLength} is not allowed for this kind of torrent.");
        if (builder.Files.Count == 0) return new MetainfoError("files-missing", "There are no files.");
        if (builder.Files.Count > MetainfoLimits.MaxFiles)
            return new MetainfoError("too-many-files", $"There are more than {MetainfoLimits.MaxFiles} files.");
        bool isNamedAlike = builder.Files.Count == 1
                            && builder.Files[0].Path.Equals(builder.Name, StringComparison.Ordinal);
        if (builder.IsSingleFile && !isNamedAlike)
            return new MetainfoError("files-invalid", "A single file must have the torrent's name.");
        return FindInFiles(builder.Files) ?? FindInSize(builder, forV2);
    }

    private static MetainfoError? FindInFiles(IReadOnlyList<CreationFile> files)
    {
        for (int i = 0; i < files.Count; i++)
        {
            CreationFile file = files[i];
            string[] elements = file.Path.Split('/');
            if (!elements.All(IsElement) || elements.Length >= MetainfoLimits.MaxPathDepth)
                return new MetainfoError("path-invalid", $"'{file.Path}' cannot be a path in a torrent.");
            if (file.Length is < 0 or > MetainfoLimits.MaxContentLength)
                return new MetainfoError("length-invalid", $"'{file.Path}' has a length of {file.Length}.");
            if (i > 0 && CreationFileOrder.Instance.Compare(files[i - 1], file) >= 0)
                return new MetainfoError("files-unordered", $"'{file.Path}' is not in order or is there twice.");
        }

        return null;
    }

    private static MetainfoError? FindInSize(MetainfoBuilder builder, bool forV2)
    {
        IEnumerable<CreationFile> laidOut = forV2 ? builder.FilesWithPadding : builder.Files;
        long total = 0;
        foreach (CreationFile file in laidOut)
        {
            total += file.Length;
            if (total > MetainfoLimits.MaxContentLength)
                return new MetainfoError("content-too-long", "The files together are longer than 2^48 bytes.");
        }

        if (total == 0) return new MetainfoError("content-empty", "All files are empty.");
        long pieces = (total + builder.PieceLength - 1) / builder.PieceLength;
        return pieces <= MetainfoLimits.MaxPieces ? null : new MetainfoError(
            "too-many-pieces", $"There would be {pieces} pieces; at most {MetainfoLimits.MaxPieces} are allowed.");
    }

    private static bool IsElement(string element) =>
        element.Length > 0 && element is not ("." or "..") && !element.AsSpan().ContainsAny('/', '\\', '\0');
}
