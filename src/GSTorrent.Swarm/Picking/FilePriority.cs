namespace GSTorrent.Swarm;

/// <summary>Whether and how soon a file, or a piece of it, is wanted.</summary>
public enum FilePriority : byte
{
    /// <summary>Not wanted.</summary>
    Skip = 0,

    /// <summary>Wanted after all others.</summary>
    Low = 1,

    /// <summary>Wanted.</summary>
    Normal = 2,

    /// <summary>Wanted before all others.</summary>
    High = 3,
}
