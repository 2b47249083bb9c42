using GSTorrent.Api.Contracts;
using GSTorrent.Terminal;

namespace GSTorrent.Cli.Output;

/// <summary>
/// The columns of every table. Scripts cut plain output by position: new columns go before the last one only.
/// </summary>
internal static class Tables
{
    public static IReadOnlyList<Column<TorrentDto>> Torrents { get; } =
    [
        new("ID", t => Units.Count(t.Id), IsFigure: true),
        new("STATE", t => StateName.Of(t.State)),
        new("DONE", t => Units.Percent(t.Progress), IsFigure: true),
        new("SIZE", t => t.TotalBytes == 0 ? Units.Nothing : Units.Size(t.WantedBytes), IsFigure: true, LeavesAt: 4),
        new("DOWN", t => Units.RateOrNothing(t.DownloadBytesPerSecond), IsFigure: true, LeavesAt: 6),
        new("UP", t => Units.RateOrNothing(t.UploadBytesPerSecond), IsFigure: true, LeavesAt: 3),
        new("ETA", t => Units.Duration(t.EtaS), IsFigure: true, LeavesAt: 5),
        new("RATIO", t => Units.Ratio(t.Ratio), IsFigure: true, LeavesAt: 2),
        new("PEERS", t => Units.Count(t.PeersConnected), IsFigure: true, LeavesAt: 1),
        new("NAME", t => t.Name),
    ];

    public static IReadOnlyList<Column<FileDto>> Files { get; } =
    [
        new("INDEX", f => Units.Count(f.Index), IsFigure: true),
        new("PRIORITY", f => f.Priority.ToString().ToLowerInvariant()),
        new("DONE", f => Units.Percent(f.Length == 0 ? 1 : (double)f.Done / f.Length), IsFigure: true),
        new("SIZE", f => Units.Size(f.Length), IsFigure: true),
        new("PATH", f => f.Path),
    ];

    public static IReadOnlyList<Column<PeerDto>> Peers { get; } =
    [
        new("ADDRESS", p => p.Address),
        new("FLAGS", PeerFlags.Of),
        new("HAS", p => Units.Percent(p.Progress), IsFigure: true),
        new("DOWN", p => Units.RateOrNothing(p.DownloadBytesPerSecond), IsFigure: true),
        new("UP", p => Units.RateOrNothing(p.UploadBytesPerSecond), IsFigure: true),
        new("RECEIVED", p => Units.Size(p.DownloadedBytes), IsFigure: true),
        new("SENT", p => Units.Size(p.UploadedBytes), IsFigure: true),
        new("CLIENT", p => p.Client ?? Units.Nothing),
    ];

    public static IReadOnlyList<Column<TrackerDto>> Trackers { get; } =
    [
        new("TIER", t => Units.Count(t.Tier), IsFigure: true),
        new("STATUS", t => t.Status.ToString().ToLowerInvariant()),
        new("SEEDS", t => Units.Count(t.Seeders), IsFigure: true),
        new("LEECHERS", t => Units.Count(t.Leechers), IsFigure: true),
        new("NEXT", t => Units.Duration(t.NextAnnounceS), IsFigure: true),
        new("URL", t => t.Url),
        new("MESSAGE", t => t.Error ?? t.Warning ?? Units.Nothing),
    ];

    public static IReadOnlyList<Column<SettingDto>> Settings { get; } =
    [
        new("NAME", s => s.Name),
        new("VALUE", s => s.Value ?? "(secret)"),
        new("UNIT", s => s.Unit ?? Units.Nothing),
        new("SOURCE", s => s.Source.ToString().ToLowerInvariant()),
        new("DEFAULT", s => s.Default),
    ];

    public static IReadOnlyList<Column<TokenDto>> Tokens { get; } =
    [
        new("ID", t => t.Id),
        new("ROLE", t => t.Role.ToString().ToLowerInvariant()),
        new("CREATED", t => Units.Moment(t.CreatedUnixMs)),
        new("EXPIRES", t => t.ExpiresUnixMs is null ? "never" : Units.Moment(t.ExpiresUnixMs)),
        new("LAST USED", t => t.LastUsedUnixMs is null ? "never" : Units.Moment(t.LastUsedUnixMs)),
        new("CATEGORY", t => t.Category ?? Units.Nothing),
        new("QBITTORRENT", t => t.QBittorrentManners == QBittorrentManners.V52 ? "5.2" : "5.1"),
        new("NAME", t => t.Name),
    ];

    public static IReadOnlyList<Column<UserDto>> Users { get; } =
    [
        new("ROLE", u => u.Role.ToString().ToLowerInvariant()),
        new("CREATED", u => Units.Moment(u.CreatedUnixMs)),
        new("LAST USED", u => u.LastUsedUnixMs is null ? "never" : Units.Moment(u.LastUsedUnixMs)),
        new("CATEGORY", u => u.Category ?? Units.Nothing),
        new("NAME", u => u.Name),
    ];

    public static IReadOnlyList<Column<CategoryDto>> Categories { get; } =
    [
        new("DESTINATION", c => c.Destination.Length > 0 ? c.Destination : Units.Nothing),
        new("NAME", c => c.Name),
    ];

    public static IReadOnlyList<Column<JobDto>> Jobs { get; } =
    [
        new("ID", j => j.Id),
        new("KIND", j => j.Kind.ToString().ToLowerInvariant()),
        new("STATUS", j => j.Status.ToString().ToLowerInvariant()),
        new("DONE", j => Units.Percent(j.Progress), IsFigure: true),
        new("ERROR", j => j.Error ?? Units.Nothing),
        new("SUBJECT", j => j.Subject),
    ];

    public static IReadOnlyList<Column<JournalEntryDto>> Journal { get; } =
    [
        new("SEQ", e => e.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), IsFigure: true),
        new("TIME", e => Units.Moment(e.TimeUnixMs)),
        new("SEVERITY", e => e.Severity.ToString().ToLowerInvariant()),
        new("KIND", e => e.Kind),
        new("TORRENT", e => e.InfoHash ?? Units.Nothing),
        new("TEXT", e => e.Text),
    ];
}
