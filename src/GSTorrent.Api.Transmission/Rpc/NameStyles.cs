using System.Text;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>Turns names from one style into another. Everything behind the door knows snake_case alone.</summary>
internal static class NameStyles
{
    private const int MaxLength = 100;

    /// <summary><c>downloadDir</c> for <c>download_dir</c>.</summary>
    public static string ToCamel(string snake)
    {
        var camel = new StringBuilder(snake.Length);
        bool isUpper = false;
        foreach (char letter in snake)
        {
            if (letter != '_') camel.Append(isUpper ? char.ToUpperInvariant(letter) : letter);
            isUpper = letter == '_';
        }

        return camel.ToString();
    }

    /// <summary>
    /// <c>download_dir</c> for <c>downloadDir</c> and <c>download-dir</c>; capitals in a row are one word (isUTP).
    /// </summary>
    public static string ToSnake(string name)
    {
        // No name of ours is so long, so the rest is not looked at.
        if (name.Length > MaxLength) return name;
        var snake = new StringBuilder(name.Length + 8);
        bool wasSmall = false;
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && wasSmall) snake.Append('_');
            snake.Append(letter == '-' ? '_' : char.ToLowerInvariant(letter));
            wasSmall = char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter);
        }

        return snake.ToString();
    }
}
