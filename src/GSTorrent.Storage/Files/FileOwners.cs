using System.Collections.ObjectModel;

namespace GSTorrent.Storage;

/// <summary>
/// Which files of a torrent are not its own, or not its alone. Told by the owner, read by any thread.
/// </summary>
/// <param name="count">So many files.</param>
internal sealed class FileOwners(int count)
{
    private const int Unknown = 0, Absent = 1, Ours = 2;

    private readonly int[] _looks = new int[count];
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

    /// <summary>Was nothing there when it was looked for? Then what is there by now is somebody else's.</summary>
    public bool IsAbsent(int file) => Volatile.Read(ref _looks[file]) == Absent;

    /// <summary>May what is at its path be moved, renamed or taken away?</summary>
    public bool IsOthers(int file) => _leftAlone.Contains(file) || IsAbsent(file);

    /// <summary>It was looked for in vain, unless we have made it in the meantime.</summary>
    public void NoteAbsent(int file) => Interlocked.CompareExchange(ref _looks[file], Absent, Unknown);

    /// <summary>We have made it.</summary>
    public void NoteMade(int file) => Volatile.Write(ref _looks[file], Ours);

    /// <summary>We have taken it away.</summary>
    public void NoteGone(int file) => Volatile.Write(ref _looks[file], Absent);

    /// <summary>It is to be looked for anew.</summary>
    public void Forget(int file) => Volatile.Write(ref _looks[file], Unknown);

    /// <summary>All are to be looked for anew.</summary>
    public void Forget() => Array.Clear(_looks);
}
