using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>The arguments of torrent_set, read before anything is changed. Immutable.</summary>
internal sealed record SetRequest
{
    private static readonly string[] IgnoredNumbers = ["bandwidth_priority"];

    public required FilePicks Files { get; init; }

    public required TrackerEdits Trackers { get; init; }

    public required ShareEdits Share { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }

    public string? Location { get; init; }

    public long? QueuePosition { get; init; }

    public long? FromPiece { get; init; }

    private bool? DownloadLimited { get; init; }

    private long? DownloadLimit { get; init; }

    private bool? UploadLimited { get; init; }

    private long? UploadLimit { get; init; }

    private long? PeerLimit { get; init; }

    private bool? Sequential { get; init; }

    /// <summary>Null with the error if something is wrong whatever the torrent.</summary>
    public static SetRequest? Read(Arguments arguments, out RpcError? error)
    {
        var request = new SetRequest
        {
            Files = FilePicks.Read(arguments),
            Trackers = TrackerEdits.Read(arguments),
            Share = ShareEdits.Read(arguments),
            Labels = Torrents.Labels.Read(arguments, out RpcError? badLabel),
            Location = arguments.Text("location"),
            QueuePosition = arguments.Number("queue_position"),
            FromPiece = arguments.Number("sequential_download_from_piece"),
            DownloadLimited = arguments.Flag("download_limited"),
            DownloadLimit = arguments.Number("download_limit"),
            UploadLimited = arguments.Flag("upload_limited"),
            UploadLimit = arguments.Number("upload_limit"),
            PeerLimit = arguments.Number("peer_limit"),
            Sequential = arguments.Flag("sequential_download"),
        };

        // These have no counterpart here, but what is no value of theirs is a mistake all the same.
        foreach (string name in IgnoredNumbers) arguments.Number(name);
        arguments.Flag("honors_session_limits");
        arguments.Text("group");
        error = arguments.Error ?? badLabel;
        if (error is null && request.Location is { } path && !Path.IsPathFullyQualified(path))
            error = new RpcError(RpcErrorCode.PathNotAbsolute, "new location path is not absolute");
        return error is null ? request : null;
    }

    /// <summary>What it means for one torrent, without its files and trackers.</summary>
    public TorrentChange For(TorrentRow row, SettingsSnapshot settings) => new()
    {
        DownloadLimit = SpeedLimit.Change(row.DownloadLimit, DownloadLimited, DownloadLimit),
        UploadLimit = SpeedLimit.Change(row.UploadLimit, UploadLimited, UploadLimit),
        Share = Share.IsEmpty ? null : Share.Apply(row.Share, settings),
        MaxConnections = PeerLimit is { } limit ? (int)Math.Clamp(limit, 0, TorrentSet.MaxPeers) : null,
        Sequential = Sequential,
        Tags = Labels,
    };
}
