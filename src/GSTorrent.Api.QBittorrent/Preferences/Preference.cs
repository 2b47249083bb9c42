using System.Text.Json;

namespace GSTorrent.Api.QBittorrent.Preferences;

/// <summary>One row of the table of preferences.</summary>
/// <param name="Name">qBittorrent's name.</param>
/// <param name="Write">Writes its value.</param>
/// <param name="Change">Takes a new value; null: it has no counterpart here, and what is sent is passed over.</param>
internal sealed record Preference(
    string Name, Action<Utf8JsonWriter, PreferenceView> Write, Action<JsonElement, PreferenceChanges>? Change = null);
