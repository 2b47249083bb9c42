namespace GSTorrent.Application.Torrents;

/// <summary>Checks names and labels that people give.</summary>
internal static class Tags
{
    private const int MaxTags = 64;
    private const int MaxTagLength = 100;
    private const int MaxNameLength = 255;

    /// <summary>Without spaces at the ends and each once.</summary>
    public static Result<string[]> Parse(IReadOnlyList<string> tags)
    {
        if (tags.Count > MaxTags) return new AppError("tags-invalid", $"A torrent has at most {MaxTags} tags.");
        var tidy = new List<string>(tags.Count);
        foreach (string tag in tags)
        {
            string text = tag?.Trim() ?? "";
            if (text.Length is 0 or > MaxTagLength || text.Any(char.IsControl))
            {
                return new AppError(
                    "tags-invalid", $"A tag has 1 to {MaxTagLength} letters and no control characters.");
            }

            if (!tidy.Contains(text, StringComparer.Ordinal)) tidy.Add(text);
        }

        return tidy.ToArray();
    }

    /// <summary>A name to be shown.</summary>
    public static Result<string> ParseName(string name)
    {
        string text = name.Trim();
        return text.Length is 0 or > MaxNameLength || text.Any(char.IsControl)
            ? new AppError("name-invalid", $"A name has 1 to {MaxNameLength} letters and no control characters.")
            : text;
    }
}
