using System.Text.Json.Serialization;
using GSTorrent.Storage;

namespace GSTorrent.Terminal.Creating;

/// <summary>JSON without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreatedTorrent))]
public sealed partial class CreationJsonContext : JsonSerializerContext;
