using System.Runtime.InteropServices;

namespace GSTorrent.Application.Journal;

/// <summary>
/// The entries that are kept, in order. When there are too many, the room with the most of them gives its oldest: what
/// one caller does by the thousand pushes out what the same caller did of the same kind, and nothing else. Not
/// thread-safe.
/// </summary>
internal sealed class JournalPlaces(int maxEntries)
{
    private readonly LinkedList<JournalEntry> _entries = new();
    private readonly Dictionary<string, Queue<LinkedListNode<JournalEntry>>> _rooms = new(StringComparer.Ordinal);

    /// <summary>The oldest first.</summary>
    public IEnumerable<JournalEntry> Entries => _entries;

    public JournalEntry? Oldest => _entries.First?.Value;

    /// <summary>Takes the newest; tells which one is kept no more, if one had to go.</summary>
    public JournalEntry? Add(JournalEntry entry)
    {
        ref Queue<LinkedListNode<JournalEntry>>? room =
            ref CollectionsMarshal.GetValueRefOrAddDefault(_rooms, RoomOf(entry), out _);
        (room ??= new()).Enqueue(_entries.AddLast(entry));
        return _entries.Count > maxEntries ? DropFrom(Largest()) : null;
    }

    /// <summary>All up to that number go.</summary>
    public void DropThrough(long sequence)
    {
        // Each room is in order too, so the oldest of all is the oldest of its room.
        while (Oldest is { } oldest && oldest.Sequence <= sequence) DropFrom(RoomOf(oldest));
    }

    /// <summary>Entries after a number, the oldest first; looks at no others.</summary>
    public IEnumerable<JournalEntry> After(long sequence)
    {
        LinkedListNode<JournalEntry>? first = null;
        for (LinkedListNode<JournalEntry>? at = _entries.Last; at?.Value.Sequence > sequence; at = at.Previous)
            first = at;
        for (; first is not null; first = first.Next) yield return first.Value;
    }

    // Of rooms of one size that one whose oldest entry is the oldest. There are about as many rooms as callers.
    private string Largest()
    {
        string largest = "";
        (int count, long oldest) = (0, 0);
        foreach ((string name, Queue<LinkedListNode<JournalEntry>> room) in _rooms)
        {
            long sequence = room.Peek().Value.Sequence;
            if (room.Count > count || (room.Count == count && sequence < oldest))
                (largest, count, oldest) = (name, room.Count, sequence);
        }

        return largest;
    }

    private JournalEntry DropFrom(string name)
    {
        Queue<LinkedListNode<JournalEntry>> room = _rooms[name];
        LinkedListNode<JournalEntry> node = room.Dequeue();
        if (room.Count == 0) _rooms.Remove(name);
        _entries.Remove(node);
        return node.Value;
    }

    private static string RoomOf(JournalEntry entry) => entry.Room ?? entry.Kind;
}
