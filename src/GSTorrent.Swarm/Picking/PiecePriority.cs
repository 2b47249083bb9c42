namespace GSTorrent.Swarm;

/// <summary>
/// How soon a piece is wanted: as its files are, with those that go before all others above (see <see
/// cref="PieceOrder"/>).
/// </summary>
internal enum PiecePriority : byte
{
    /// <summary>Not wanted.</summary>
    Skip = FilePriority.Skip,

    /// <summary>Wanted after all others.</summary>
    Low = FilePriority.Low,

    /// <summary>Wanted.</summary>
    Normal = FilePriority.Normal,

    /// <summary>Wanted before those.</summary>
    High = FilePriority.High,

    /// <summary>A first one, of low priority by its files.</summary>
    FirstLow = High + Low,

    /// <summary>A first one, of normal priority by its files.</summary>
    FirstNormal = High + Normal,

    /// <summary>A first one, of high priority by its files.</summary>
    FirstHigh = High + High,
}
