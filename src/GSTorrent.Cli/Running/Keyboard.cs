using System.Text;

namespace GSTorrent.Cli.Running;

/// <summary>Reads from the keyboard what nobody shall see.</summary>
internal static class Keyboard
{
    /// <summary>The line; null: Ctrl-D at its beginning.</summary>
    /// <param name="prompt">What is asked for.</param>
    /// <param name="error">Standard error, where it is asked.</param>
    public static string? ReadSecret(string prompt, TextWriter error)
    {
        error.Write(prompt);
        var line = new StringBuilder();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            bool isEnd = key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && line.Length == 0;
            if (isEnd || key.Key == ConsoleKey.Enter)
            {
                error.WriteLine();
                return isEnd ? null : line.ToString();
            }

            if (key.Key == ConsoleKey.Backspace) line.Length = Math.Max(0, line.Length - 1);
            else if (!char.IsControl(key.KeyChar)) line.Append(key.KeyChar);
        }
    }
}
