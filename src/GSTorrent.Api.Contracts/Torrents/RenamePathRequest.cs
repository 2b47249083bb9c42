namespace GSTorrent.Api.Contracts;

/// <summary>Renames a file or folder of a torrent's content: <c>POST /torrents/{id}/files/rename</c>.</summary>
public sealed record RenamePathRequest
{
    /// <summary>Path below the destination, as the list of files tells it, or a folder of such paths.</summary>
    public required string From { get; init; }

    /// <summary>Its new path below the destination.</summary>
    public required string To { get; init; }
}
