using System.Text;

namespace GSTorrent.Cli.Running;

/// <summary>Reads from the keyboard what nobody shall see.</summary>
internal static class Keyboard
{
    /// <summary>The line; null: Ctrl-D at its beginning.</summary>
    public static string? ReadSecret(string prompt)
    {
        Console.Error.Write(prompt);
        var line = new StringBuilder();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            bool isEnd = key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && line.Length == 0;
            if (isEnd || key.Key == ConsoleKey.Enter)
            {
                Console.Error.WriteLine();
                return isEnd ? null : line.ToString();
            }

            if (key.Key == ConsoleKey.Backspace) line.Length = Math.Max(0, line.Length - 1);
            else if (!char.IsControl(key.KeyChar)) line.Append(key.KeyChar);
        }
    }
}
