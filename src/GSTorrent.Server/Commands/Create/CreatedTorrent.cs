using System.Text.Json.Serialization;

namespace GSTorrent.Server.Commands.Create;

/// <summary>What was made, for programs.</summary>
internal sealed record CreatedTorrent
{
    /// <summary>Of the metainfo file.</summary>
    public required string Path { get; init; }

    public required string Name { get; init; }

    /// <summary>40 hex digits; of a version 2 torrent the first 20 bytes of its own.</summary>
    public required string InfoHash { get; init; }

    /// <summary>64 hex digits; null for version 1.</summary>
    public string? InfoHashV2 { get; init; }

    public required string Magnet { get; init; }

    public required long TotalBytes { get; init; }

    public required int Files { get; init; }

    /// <summary>Bytes.</summary>
    public required int PieceLength { get; init; }

    public required int Pieces { get; init; }
}

/// <summary>JSON without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreatedTorrent))]
internal sealed partial class CreateJsonContext : JsonSerializerContext;
