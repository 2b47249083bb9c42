namespace GSTorrent.Storage;

/// <summary>Where the content is after a move.</summary>
public enum MoveOutcome
{
    /// <summary>In the new place.</summary>
    Moved,

    /// <summary>All of it in the old place, as if there had been no move.</summary>
    Stayed,

    /// <summary>Perhaps some in each place: the move must be carried on before the content may be used.</summary>
    Undecided,
}

/// <summary>What came of a move.</summary>
/// <param name="Outcome">Where the content is.</param>
/// <param name="Error">Why it is not in the new place, or what was left in the old one; null: all went well.</param>
public readonly record struct MoveResult(MoveOutcome Outcome, StorageError? Error)
{
    /// <summary>
    /// Nothing was there to be moved, but in the new place lie files of the torrent's names: whose they are is to be
    /// found out.
    /// </summary>
    public bool MetFiles { get; init; }
}
