using System.Text.Json.Serialization;

namespace GSTorrent.Application.Persistence;

/// <summary>JSON within the state, made at build time so that it works without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TorrentWishes))]
internal sealed partial class StateJsonContext : JsonSerializerContext;
