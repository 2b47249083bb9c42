namespace GSTorrent.Cli.Parsing;

/// <summary>
/// Which files are meant: the server understands an index, a range ("0-3"), a path or a glob each; a list of indexes
/// and ranges with commas is taken apart here, while a comma in a path stays what it is.
/// </summary>
internal static class FileSelection
{
    public static IReadOnlyList<string> Split(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length > 1 && Array.TrueForAll(parts, IsIndexOrRange) ? parts : [text];
    }

    private static bool IsIndexOrRange(string part)
    {
        string[] ends = part.Split('-');
        return ends.Length <= 2 && Array.TrueForAll(ends, end => end.Length > 0 && end.All(char.IsAsciiDigit));
    }
}
