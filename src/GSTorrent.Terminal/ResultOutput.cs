using System.Text;

namespace GSTorrent.Terminal;

/// <summary>
/// Standard output of a program that is run for what it prints: if that cannot be written, an error says so.
/// </summary>
/// <param name="inner">Where it goes.</param>
public sealed class ResultOutput(TextWriter inner) : TextWriter
{
    /// <inheritdoc />
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc />
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    /// <inheritdoc />
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc />
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    /// <inheritdoc />
    public override void Flush() => Try(inner.Flush);

    // The base library takes a bad descriptor for a lack of permission, and keeps the reason inside.
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write to standard output: {(e.InnerException ?? e).Message}", e);
        }
    }
}
