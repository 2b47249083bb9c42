namespace GSTorrent.MetainfoFormat;

/// <summary>What one reading found out beside its result: the error that ended it, and oddities.</summary>
internal sealed class ReadingNotes
{
    // A hostile file could have an oddity in each of a million places.
    private const int MaxWarnings = 32;

    private readonly List<string> _warnings = [];

    public MetainfoError? Error { get; private set; }

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Ends the reading; always false, so that a check is one line.</summary>
    public bool Fail(string code, string message)
    {
        Error = new MetainfoError(code, message);
        return false;
    }

    public void Warn(string message)
    {
        if (_warnings.Count < MaxWarnings) _warnings.Add(message);
    }
}
