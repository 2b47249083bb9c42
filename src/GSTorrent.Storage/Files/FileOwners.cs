using System.Collections.ObjectModel;

namespace GSTorrent.Storage;

/// <summary>
/// Which files of a torrent are not its own, or not its alone. Told by the owner, read by any thread.
/// </summary>
internal sealed class FileOwners
{
    private volatile IReadOnlySet<int> _guarded = ReadOnlySet<int>.Empty;
    private volatile IReadOnlySet<int> _leftAlone = ReadOnlySet<int>.Empty;

    /// <summary>Files that are somebody else's as well, by index: they keep what they hold.</summary>
    public IReadOnlySet<int> Guarded
    {
        get => _guarded;
        set => _guarded = value;
    }

    /// <summary>Files that are not known to be the torrent's, by index: they stay what and where they are.</summary>
    public IReadOnlySet<int> LeftAlone
    {
        get => _leftAlone;
        set => _leftAlone = value;
    }
}
