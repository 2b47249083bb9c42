using System.Text.Json;
using System.Text.Json.Serialization;

namespace GSTorrent.Server.Commands.Get;

/// <summary>A line of output for programs.</summary>
internal sealed record DownloadEvent
{
    /// <summary>started, progress, seeding; and as the last one complete, failed or interrupted.</summary>
    public required string Event { get; init; }

    public required string Uri { get; init; }

    public string? InfoHash { get; init; }

    public string? Name { get; init; }

    /// <summary>fetchingMetadata, checking, downloading, seeding, stopped, moving or failed.</summary>
    public string? State { get; init; }

    /// <summary>Of the content.</summary>
    public string? Destination { get; init; }

    /// <summary>Where peers can connect to.</summary>
    public int? PeerPort { get; init; }

    /// <summary>Between 0 and 1.</summary>
    public double? Progress { get; init; }

    public long? DoneBytes { get; init; }

    public long? WantedBytes { get; init; }

    /// <summary>Payload bytes received, those that came twice included.</summary>
    public long? Downloaded { get; init; }

    public long? Uploaded { get; init; }

    /// <summary>Bytes a second.</summary>
    public long? DownloadRate { get; init; }

    /// <summary>Bytes a second.</summary>
    public long? UploadRate { get; init; }

    public int? Peers { get; init; }

    /// <summary>Seconds; absent if unknown.</summary>
    public long? EtaS { get; init; }

    public string? Error { get; init; }

    public static DownloadEvent Of(string what, Download download) => new()
    {
        Event = what,
        Uri = download.Uri,
        InfoHash = download.Source?.InfoHash.ToString(),
        Name = download.Row?.Name ?? download.Source?.Name,
        State = download.Row is { } row ? JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()) : null,
        Destination = download.Row?.Destination,
        PeerPort = download.PeerPort,
        Progress = download.Row?.Progress,
        DoneBytes = download.Row?.DoneBytes,
        WantedBytes = download.Row?.WantedBytes,
        Downloaded = download.Row?.Downloaded,
        Uploaded = download.Row?.Uploaded,
        DownloadRate = download.Row?.DownloadRate,
        UploadRate = download.Row?.UploadRate,
        Peers = download.Row?.ConnectedPeers,
        EtaS = download.Row?.EtaS,
        Error = download.Error?.Message,
    };
}

/// <summary>JSON without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DownloadEvent))]
internal sealed partial class GetJsonContext : JsonSerializerContext;
