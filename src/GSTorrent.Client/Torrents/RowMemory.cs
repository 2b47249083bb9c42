using System.Text.Json;
using System.Text.Json.Nodes;
using GSTorrent.Api.Contracts;

namespace GSTorrent.Client;

/// <summary>The rows that a reader of the event stream has, so that messages need to hold only what is new.</summary>
internal sealed class RowMemory
{
    private readonly Dictionary<int, JsonObject> _rows = [];

    /// <summary>What the reader has before the stream begins.</summary>
    public void Load(TorrentListDto list)
    {
        foreach (TorrentDto torrent in list.Torrents)
        {
            JsonNode? row = JsonSerializer.SerializeToNode(torrent, ContractsJsonContext.Default.TorrentDto);
            _rows[torrent.Id] = row!.AsObject();
        }
    }

    /// <summary>Puts a message into the rows.</summary>
    /// <exception cref="JsonException">It makes no sense with what the reader has.</exception>
    public TorrentChanges Apply(EventDto message)
    {
        if (message.Full) _rows.Clear();
        var changed = new List<TorrentDto>(message.Changed.Count);
        foreach (JsonElement change in message.Changed) changed.Add(Apply(change));
        foreach (int id in message.Removed) _rows.Remove(id);
        return new TorrentChanges
        {
            Revision = message.Revision,
            Full = message.Full,
            Changed = changed,
            Removed = message.Removed,
        };
    }

    private TorrentDto Apply(JsonElement change)
    {
        if (change.ValueKind != JsonValueKind.Object || !change.TryGetProperty("id", out JsonElement number)
            || !number.TryGetInt32(out int id))
            throw new JsonException("A changed torrent has no id.");
        if (!_rows.TryGetValue(id, out JsonObject? row)) _rows[id] = row = [];
        foreach (JsonProperty field in change.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Null) row.Remove(field.Name);
            else row[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }

        return row.Deserialize(ContractsJsonContext.Default.TorrentDto)!;
    }
}
