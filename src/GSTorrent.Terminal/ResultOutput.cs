namespace GSTorrent.Terminal;

/// <summary>
/// Standard output of a program that is run for what it prints: if that cannot be written, an error says so.
/// </summary>
/// <param name="inner">Where it goes.</param>
public sealed class ResultOutput(TextWriter inner) : FallibleOutput(inner)
{
    /// <inheritdoc />
    protected override void Failed(string why, Exception cause) =>
        throw new IOException($"cannot write to standard output: {why}", cause);
}
