namespace GSTorrent.Terminal;

/// <summary>
/// A standard stream that may fail (a full disk, a closed descriptor) without ending the program: it is told once, if
/// there is somebody to tell, and what follows is dropped. What the program is for goes on.
/// </summary>
/// <param name="inner">Where it goes.</param>
/// <param name="complaints">Who is told that it fails; null: nobody.</param>
/// <param name="program">Stands before what is told.</param>
public sealed class StandardOutput(TextWriter inner, TextWriter? complaints, string program) : FallibleOutput(inner)
{
    private volatile bool _hasFailed;

    /// <inheritdoc />
    protected override bool IsDropped => _hasFailed;

    /// <inheritdoc />
    protected override void Failed(string why, Exception cause)
    {
        _hasFailed = true;
        complaints?.WriteLine($"{program}: warning: cannot write to standard output, so it ends here: {why}");
    }
}
