using System.Text;

namespace GSTorrent.Terminal;

/// <summary>
/// A standard stream that may fail (a full disk, a closed descriptor) without ending the program: it is told once, if
/// there is somebody to tell, and what follows is dropped. What the program is for goes on.
/// </summary>
/// <param name="inner">Where it goes.</param>
/// <param name="complaints">Who is told that it fails; null: nobody.</param>
/// <param name="program">Stands before what is told.</param>
public sealed class StandardOutput(TextWriter inner, TextWriter? complaints, string program) : TextWriter
{
    private volatile bool _hasFailed;

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

    private void Try(Action write)
    {
        if (_hasFailed) return;
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _hasFailed = true;
            string why = (e.InnerException ?? e).Message;
            complaints?.WriteLine($"{program}: warning: cannot write to standard output, so it ends here: {why}");
        }
    }
}
