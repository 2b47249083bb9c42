using System.Text.Json;
using GSTorrent.Primitives;

namespace GSTorrent.Api.QBittorrent.Fields;

/// <summary>
/// One row of a table of fields: how it is called, written, compared and found changed. Lists, deltas and orders are
/// all made from the same tables.
/// </summary>
/// <typeparam name="TShown">What is shown.</typeparam>
internal abstract class Field<TShown>(string name)
{
    /// <summary>Its key in JSON.</summary>
    public string Name => name;

    /// <summary>The same, ready to be written.</summary>
    public JsonEncodedText Key { get; } = JsonEncodedText.Encode(name);

    /// <summary>Writes key and value, in one call of the writer: lists have a million of them.</summary>
    public abstract void Write(Utf8JsonWriter writer, in TShown shown);

    /// <summary>Would it be written otherwise?</summary>
    public bool Differs(in TShown left, in TShown right) => Compare(in left, in right) != 0;

    /// <summary>Which of two comes first.</summary>
    public abstract int Compare(in TShown left, in TShown right);
}

/// <summary>A text.</summary>
internal sealed class TextField<TShown>(string name, Getter<TShown, string> get) : Field<TShown>(name)
{
    public override int Compare(in TShown left, in TShown right) =>
        string.CompareOrdinal(get(in left), get(in right));

    public override void Write(Utf8JsonWriter writer, in TShown shown) =>
        writer.WriteString(Key, get(in shown));
}

/// <summary>A path, put together while it is written.</summary>
internal sealed class PathField<TShown>(string name, Getter<TShown, ShownPath> get) : Field<TShown>(name)
{
    private const int UsualLength = 512;

    public override int Compare(in TShown left, in TShown right) =>
        string.CompareOrdinal(get(in left).ToString(), get(in right).ToString());

    public override void Write(Utf8JsonWriter writer, in TShown shown)
    {
        ShownPath path = get(in shown);
        Span<char> text = stackalloc char[UsualLength];
        if (path.Below is { Length: > 0 } below && Path.TryJoin(path.Folder, below, text, out int length))
            writer.WriteString(Key, text[..length]);
        else writer.WriteString(Key, path.ToString());
    }
}

/// <summary>An info-hash in lower-case hexadecimal digits.</summary>
internal sealed class HashField<TShown>(string name, Getter<TShown, InfoHash> get) : Field<TShown>(name)
{
    public override int Compare(in TShown left, in TShown right) => get(in left).CompareTo(get(in right));

    public override void Write(Utf8JsonWriter writer, in TShown shown)
    {
        Span<byte> digits = stackalloc byte[InfoHash.Length * 2];
        get(in shown).FormatTo(digits);
        writer.WriteString(Key, digits);
    }
}

/// <summary>A whole number.</summary>
internal sealed class NumberField<TShown>(string name, Getter<TShown, long> get) : Field<TShown>(name)
{
    public override int Compare(in TShown left, in TShown right) => get(in left).CompareTo(get(in right));

    public override void Write(Utf8JsonWriter writer, in TShown shown) =>
        writer.WriteNumber(Key, get(in shown));
}

/// <summary>A number with a fraction; one that is none is written as 0, as JSON has no such numbers.</summary>
internal sealed class RealField<TShown>(string name, Getter<TShown, double> get) : Field<TShown>(name)
{
    public override int Compare(in TShown left, in TShown right) => Read(in left).CompareTo(Read(in right));

    // Most are whole, and the digits of those are found several times faster.
    public override void Write(Utf8JsonWriter writer, in TShown shown)
    {
        double value = Read(in shown);
        if (value == (long)value) writer.WriteNumber(Key, (long)value);
        else writer.WriteNumber(Key, value);
    }

    private double Read(in TShown shown) => get(in shown) is var value && double.IsFinite(value) ? value : 0;
}

/// <summary>True, false or, if it is not known, null.</summary>
internal sealed class FlagField<TShown>(string name, Getter<TShown, bool?> get) : Field<TShown>(name)
{
    public override int Compare(in TShown left, in TShown right) =>
        Nullable.Compare(get(in left), get(in right));

    public override void Write(Utf8JsonWriter writer, in TShown shown)
    {
        if (get(in shown) is { } value) writer.WriteBoolean(Key, value);
        else writer.WriteNull(Key);
    }
}
