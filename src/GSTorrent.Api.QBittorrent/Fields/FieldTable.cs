using System.Text.Json;

namespace GSTorrent.Api.QBittorrent.Fields;

/// <summary>Writes what is shown by a table of its fields.</summary>
internal sealed class FieldTable<TShown>(IReadOnlyList<Field<TShown>> fields)
{
    private readonly Field<TShown>[] _fields = [.. fields];

    /// <summary>Every field, in the order in which they are written.</summary>
    public IReadOnlyList<Field<TShown>> Fields => _fields;

    /// <summary>The field of that name; null: there is none.</summary>
    public Field<TShown>? Find(string name) =>
        Array.Find(_fields, field => string.Equals(field.Name, name, StringComparison.Ordinal));

    /// <summary>Writes all fields into the open object.</summary>
    public void Write(Utf8JsonWriter writer, in TShown shown)
    {
        foreach (Field<TShown> field in _fields) field.Write(writer, in shown);
    }

    /// <summary>Do both look the same?</summary>
    public bool AreEqual(in TShown left, in TShown right)
    {
        foreach (Field<TShown> field in _fields)
            if (field.Differs(in left, in right)) return false;
        return true;
    }

    /// <summary>Writes the fields that differ into the open object.</summary>
    public void WriteChanges(Utf8JsonWriter writer, in TShown before, in TShown now)
    {
        foreach (Field<TShown> field in _fields)
            if (field.Differs(in before, in now)) field.Write(writer, in now);
    }
}
