namespace GSTorrent.Application;

/// <summary>What somebody sent, as short as a message about it may show it.</summary>
public static class Excerpt
{
    /// <summary>The text, or its first letters and an ellipsis.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="maxLength">Letters of it that are shown, in UTF-16 code units.</param>
    public static string Of(string text, int maxLength = 100)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= maxLength) return text;
        // Half of a surrogate pair could not be written as UTF-8.
        int end = char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength;
        return text[..end] + "…";
    }
}
