using System.Buffers.Binary;
using GSTorrent.Primitives;

namespace GSTorrent.Storage;

/// <summary>
/// The head of a part file, without IO. Numbers are little-endian:
/// <code>
/// 0   8  "GSTPARTS"
/// 8   4  version, 1
/// 12  4  piece length in bytes
/// 16  4  number of pieces
/// 20  4  number of files
/// 24  20 info-hash
/// 64  4  for each piece: its slot plus 1, or 0
/// ..  1  for each file: 1 if its bytes are here
/// ..     slots of one piece length each, from the next multiple of 4096
/// </code>
/// Slots of pieces are filled only where files live here. Every change is one aligned number, so no crash tears it.
/// </summary>
internal sealed class PartFileIndex
{
    private const int SlotTable = 64;
    private const int Version = 1;

    private readonly ContentLayout _layout;
    private readonly InfoHash _infoHash;
    private readonly Dictionary<int, int> _slots = [];
    private readonly HashSet<int> _files = [];
    private readonly SortedSet<int> _freeSlots = [];
    private int _slotCount;

    public PartFileIndex(ContentLayout layout, InfoHash infoHash)
    {
        _layout = layout;
        _infoHash = infoHash;
    }

    public bool IsEmpty => _files.Count == 0;

    /// <summary>Bytes before the first slot.</summary>
    public long HeadLength => (FileEntry(_layout.Files.Count) + 4095) / 4096 * 4096;

    public bool HoldsFile(int file) => _files.Contains(file);

    /// <summary>Where the bytes of a piece lie in the part file; false if it has no slot.</summary>
    public bool TryPositionOf(int piece, out long position)
    {
        bool found = _slots.TryGetValue(piece, out int slot);
        position = HeadLength + ((long)slot * _layout.Geometry.PieceLength);
        return found;
    }

    /// <summary>Gives a piece a slot; the entry is to be written.</summary>
    public (long Position, byte[] Entry) AddSlot(int piece)
    {
        int slot = _freeSlots.Count > 0 ? _freeSlots.Min : _slotCount++;
        _freeSlots.Remove(slot);
        _slots.Add(piece, slot);
        return SlotEntry(piece, slot + 1);
    }

    /// <summary>The bytes of a file live here from now on; the entry is to be written.</summary>
    public (long Position, byte[] Entry) AddFile(int file)
    {
        _files.Add(file);
        return (FileEntry(file), [1]);
    }

    /// <summary>
    /// A file lives elsewhere from now on; slots that no file needs are free. The entries are to be written.
    /// </summary>
    public List<(long Position, byte[] Entry)> RemoveFile(int file)
    {
        _files.Remove(file);
        List<(long, byte[])> entries = [(FileEntry(file), [0])];
        if (!_layout.TryPiecesOf(file, out int first, out int last)) return entries;
        for (int piece = first; piece <= last; piece++)
        {
            if (!_slots.TryGetValue(piece, out int slot) || IsNeeded(piece)) continue;
            _slots.Remove(piece);
            _freeSlots.Add(slot);
            entries.Add(SlotEntry(piece, 0));
        }

        return entries;
    }

    /// <summary>The head of a part file that holds nothing yet.</summary>
    public byte[] EmptyHead()
    {
        byte[] head = new byte[HeadLength];
        WriteIdentity(head);
        return head;
    }

    /// <summary>Takes over the head of an existing part file; false if it is damaged or of another torrent.</summary>
    public bool TryLoad(ReadOnlySpan<byte> head)
    {
        Span<byte> identity = stackalloc byte[SlotTable];
        WriteIdentity(identity);
        if (head.Length != HeadLength || !head[..SlotTable].SequenceEqual(identity)) return false;
        var used = new HashSet<int>();
        int pieces = _layout.Geometry.PieceCount;
        for (int piece = 0; piece < pieces; piece++)
        {
            int slot = BinaryPrimitives.ReadInt32LittleEndian(head[(SlotTable + (4 * piece))..]) - 1;
            if (slot == -1) continue;
            if (slot < 0 || slot >= pieces || !used.Add(slot)) return false;
            _slots.Add(piece, slot);
            _slotCount = Math.Max(_slotCount, slot + 1);
        }

        for (int slot = 0; slot < _slotCount; slot++)
            if (!used.Contains(slot)) _freeSlots.Add(slot);
        for (int file = 0; file < _layout.Files.Count; file++)
            if (head[(int)FileEntry(file)] != 0) _files.Add(file);
        return true;
    }

    private bool IsNeeded(int piece)
    {
        foreach (FileSpan span in _layout.SpansOf(piece))
            if (!span.IsPadding && _files.Contains(span.File)) return true;
        return false;
    }

    private static (long Position, byte[] Entry) SlotEntry(int piece, int value)
    {
        byte[] entry = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(entry, value);
        return (SlotTable + (4L * piece), entry);
    }

    private long FileEntry(int file) => SlotTable + (4L * _layout.Geometry.PieceCount) + file;

    private void WriteIdentity(Span<byte> head)
    {
        "GSTPARTS"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], _layout.Geometry.PieceLength);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], _layout.Geometry.PieceCount);
        BinaryPrimitives.WriteInt32LittleEndian(head[20..], _layout.Files.Count);
        _infoHash.CopyTo(head[24..]);
    }
}
