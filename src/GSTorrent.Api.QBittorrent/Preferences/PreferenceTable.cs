using System.Collections.Frozen;
using System.Text.Json;

namespace GSTorrent.Api.QBittorrent.Preferences;

/// <summary>All preferences of qBittorrent 5.1.4, one row each.</summary>
internal static class PreferenceTable
{
    private static readonly Preference[] Rows = [.. MappedRows.All, .. FixedRows.All];

    private static readonly FrozenDictionary<string, Preference> ByName =
        Rows.ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);

    // Old names of the same things.
    private static readonly FrozenDictionary<string, string> Aliases =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["start_paused_enabled"] = "add_stopped_enabled",
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<Preference> All => Rows;

    /// <summary>Writes them all.</summary>
    public static void Write(Utf8JsonWriter writer, PreferenceView view)
    {
        writer.WriteStartObject();
        foreach (Preference row in Rows)
        {
            writer.WritePropertyName(row.Name);
            row.Write(writer, view);
        }

        writer.WriteEndObject();
    }

    /// <summary>Notes what an object changes; what is not known and what cannot be read is passed over.</summary>
    public static void Read(JsonElement values, PreferenceChanges changes)
    {
        foreach (JsonProperty property in values.EnumerateObject())
        {
            string name = Aliases.GetValueOrDefault(property.Name, property.Name);
            if (ByName.TryGetValue(name, out Preference? row)) row.Change?.Invoke(property.Value, changes);
        }
    }
}
