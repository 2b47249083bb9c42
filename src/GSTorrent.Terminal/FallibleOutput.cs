using System.Text;

namespace GSTorrent.Terminal;

/// <summary>A standard stream that may fail (a full disk, a closed descriptor).</summary>
/// <param name="inner">Where it goes.</param>
public abstract class FallibleOutput(TextWriter inner) : TextWriter
{
    /// <inheritdoc />
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Is what is written dropped?</summary>
    protected virtual bool IsDropped => false;

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

    /// <summary>Something could not be written.</summary>
    /// <param name="why">For people.</param>
    /// <param name="cause">What was thrown.</param>
    protected abstract void Failed(string why, Exception cause);

    // The base library takes a bad descriptor for a lack of permission, and keeps the reason inside.
    private void Try(Action write)
    {
        if (IsDropped) return;
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Failed((e.InnerException ?? e).Message, e);
        }
    }
}
