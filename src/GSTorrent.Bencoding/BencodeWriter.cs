using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace GSTorrent.Bencoding;

/// <summary>
/// Writes bencode (BEP 3). It watches over the grammar: keys that are not in ascending order, a value where a key
/// belongs and the like are bugs of the caller and throw <see cref="InvalidOperationException"/>.
/// </summary>
/// <param name="output">Where the bytes go.</param>
public sealed class BencodeWriter(IBufferWriter<byte> output)
{
    private readonly List<Frame> _frames = [];
    private int _depth;

    /// <summary>Opens a dictionary; close it by <see cref="End"/>.</summary>
    public void BeginDictionary() => Begin((byte)'d', isDictionary: true);

    /// <summary>Opens a list; close it by <see cref="End"/>.</summary>
    public void BeginList() => Begin((byte)'l', isDictionary: false);

    /// <summary>Closes the innermost list or dictionary.</summary>
    public void End()
    {
        if (_depth == 0) throw new InvalidOperationException("Nothing is open.");
        if (_frames[_depth - 1].AwaitsValue) throw new InvalidOperationException("A key has no value.");
        _depth--;
        output.Write("e"u8);
    }

    /// <summary>
    /// A key of the open dictionary; its value comes next. Keys must come in ascending order of their bytes.
    /// </summary>
    public void Key(ReadOnlySpan<byte> key)
    {
        if (_depth == 0 || !_frames[_depth - 1].IsDictionary || _frames[_depth - 1].AwaitsValue)
            throw new InvalidOperationException("No key belongs here.");
        Frame frame = _frames[_depth - 1];
        if (frame.HasKey && frame.LastKey.WrittenSpan.SequenceCompareTo(key) >= 0)
            throw new InvalidOperationException($"Key '{Encoding.Latin1.GetString(key)}' is not above the one before.");
        frame.LastKey.ResetWrittenCount();
        frame.LastKey.Write(key);
        frame.HasKey = true;
        frame.AwaitsValue = true;
        WriteBytes(key);
    }

    /// <summary>An integer.</summary>
    public void Integer(long value)
    {
        BeforeValue();
        Span<byte> text = output.GetSpan(22);
        text[0] = (byte)'i';
        Utf8Formatter.TryFormat(value, text[1..], out int written);
        text[written + 1] = (byte)'e';
        output.Advance(written + 2);
    }

    /// <summary>A byte string.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        BeforeValue();
        WriteBytes(value);
    }

    /// <summary>A text in UTF-8.</summary>
    public void String(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        BeforeValue();
        int length = Encoding.UTF8.GetByteCount(value);
        WriteLength(length);
        if (length == 0) return;
        output.Advance(Encoding.UTF8.GetBytes(value, output.GetSpan(length)));
    }

    /// <summary>One value that is encoded already, taken as it is.</summary>
    public void Raw(ReadOnlySpan<byte> encodedValue)
    {
        BeforeValue();
        output.Write(encodedValue);
    }

    private void Begin(byte opening, bool isDictionary)
    {
        BeforeValue();
        if (_depth == _frames.Count) _frames.Add(new Frame());
        Frame frame = _frames[_depth++];
        frame.IsDictionary = isDictionary;
        frame.HasKey = false;
        frame.AwaitsValue = false;
        output.Write([opening]);
    }

    private void BeforeValue()
    {
        if (_depth == 0) return;
        Frame frame = _frames[_depth - 1];
        if (frame.IsDictionary && !frame.AwaitsValue) throw new InvalidOperationException("A key belongs here.");
        frame.AwaitsValue = false;
    }

    private void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteLength(value.Length);
        output.Write(value);
    }

    private void WriteLength(int length)
    {
        Span<byte> text = output.GetSpan(12);
        Utf8Formatter.TryFormat(length, text, out int written);
        text[written] = (byte)':';
        output.Advance(written + 1);
    }

    private sealed class Frame
    {
        public bool IsDictionary { get; set; }

        public bool HasKey { get; set; }

        public bool AwaitsValue { get; set; }

        public ArrayBufferWriter<byte> LastKey { get; } = new();
    }
}
