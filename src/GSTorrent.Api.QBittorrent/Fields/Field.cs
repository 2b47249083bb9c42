using System.Text.Json;

namespace GSTorrent.Api.QBittorrent.Fields;

/// <summary>
/// One row of a table of fields: how it is called, written, compared and found changed. Lists, deltas and orders are
/// all made from the same tables.
/// </summary>
/// <typeparam name="TShown">What is shown.</typeparam>
internal abstract class Field<TShown>(string name)
{
    private readonly JsonEncodedText _encoded = JsonEncodedText.Encode(name);

    /// <summary>Its key in JSON.</summary>
    public string Name => name;

    /// <summary>Writes key and value.</summary>
    public void Write(Utf8JsonWriter writer, in TShown shown)
    {
        writer.WritePropertyName(_encoded);
        WriteValue(writer, in shown);
    }

    /// <summary>Would it be written otherwise?</summary>
    public bool Differs(in TShown left, in TShown right) => Compare(in left, in right) != 0;

    /// <summary>Which of two comes first.</summary>
    public abstract int Compare(in TShown left, in TShown right);

    protected abstract void WriteValue(Utf8JsonWriter writer, in TShown shown);
}

/// <summary>A text.</summary>
internal sealed class TextField<TShown>(string name, Getter<TShown, string> get) : Field<TShown>(name)
{
    public override int Compare(in TShown left, in TShown right) =>
        string.CompareOrdinal(get(in left), get(in right));

    protected override void WriteValue(Utf8JsonWriter writer, in TShown shown) =>
        writer.WriteStringValue(get(in shown));
}

/// <summary>A whole number.</summary>
internal sealed class NumberField<TShown>(string name, Getter<TShown, long> get) : Field<TShown>(name)
{
    public override int Compare(in TShown left, in TShown right) => get(in left).CompareTo(get(in right));

    protected override void WriteValue(Utf8JsonWriter writer, in TShown shown) =>
        writer.WriteNumberValue(get(in shown));
}

/// <summary>A number with a fraction; one that is none is written as 0, as JSON has no such numbers.</summary>
internal sealed class RealField<TShown>(string name, Getter<TShown, double> get) : Field<TShown>(name)
{
    public override int Compare(in TShown left, in TShown right) => Read(in left).CompareTo(Read(in right));

    protected override void WriteValue(Utf8JsonWriter writer, in TShown shown) =>
        writer.WriteNumberValue(Read(in shown));

    private double Read(in TShown shown) => get(in shown) is var value && double.IsFinite(value) ? value : 0;
}

/// <summary>True, false or, if it is not known, null.</summary>
internal sealed class FlagField<TShown>(string name, Getter<TShown, bool?> get) : Field<TShown>(name)
{
    public override int Compare(in TShown left, in TShown right) =>
        Nullable.Compare(get(in left), get(in right));

    protected override void WriteValue(Utf8JsonWriter writer, in TShown shown)
    {
        if (get(in shown) is { } value) writer.WriteBooleanValue(value);
        else writer.WriteNullValue();
    }
}
