namespace GSTorrent.Api.Contracts;

/// <summary>A category of torrents.</summary>
public sealed record CategoryDto
{
    /// <summary>Unique; a '/' makes it part of another one.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute directory for the content of its torrents; empty: the server's destination.</summary>
    public string Destination { get; init => field = value ?? ""; } = "";
}

/// <summary>Where the content of a category goes.</summary>
public sealed record CategoryRequest
{
    /// <summary>Absolute directory; empty or absent: the server's destination.</summary>
    public string Destination { get; init => field = value ?? ""; } = "";
}

/// <summary>Moves torrents in the queue: <c>POST /queue/moves</c>.</summary>
public sealed record QueueMoveRequest
{
    /// <summary>Where to.</summary>
    public required QueueDirection Direction { get; init; }

    /// <summary>Numbers of torrents; they keep the order among themselves.</summary>
    public required IReadOnlyList<int> Ids { get; init; }
}

/// <summary>Where torrents go in the queue.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(CamelCaseEnum<QueueDirection>))]
public enum QueueDirection
{
    /// <summary>Before all others.</summary>
    Top,

    /// <summary>Each one place forward.</summary>
    Up,

    /// <summary>Each one place back.</summary>
    Down,

    /// <summary>Behind all others.</summary>
    Bottom,
}
