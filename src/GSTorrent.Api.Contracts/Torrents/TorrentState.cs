using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>What a torrent is doing.</summary>
[JsonConverter(typeof(CamelCaseEnum<TorrentState>))]
public enum TorrentState
{
    /// <summary>Not running, as somebody wished.</summary>
    Stopped,

    /// <summary>It shall run, but as many run as the queue allows.</summary>
    Queued,

    /// <summary>Known by its magnet link only: fetching the info dictionary from peers (BEP 9).</summary>
    FetchingMetadata,

    /// <summary>Comparing what is on disk with the piece hashes.</summary>
    Checking,

    /// <summary>Something wanted is missing.</summary>
    Downloading,

    /// <summary>Everything wanted is there.</summary>
    Seeding,

    /// <summary>Its content goes to another directory.</summary>
    Moving,

    /// <summary>Stopped by an error, which <see cref="TorrentDto.Error"/> tells.</summary>
    Error,
}
