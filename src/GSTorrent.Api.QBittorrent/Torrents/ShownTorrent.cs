using GSTorrent.Api.QBittorrent.Fields;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>A torrent in an answer, and what the answer says that no row does.</summary>
internal readonly struct ShownTorrent(TorrentRow row, ListFrame frame)
{
    /// <summary>What stands for an unknown time: 100 days.</summary>
    public const long UnknownEtaS = 8_640_000;

    private const double HighestRatio = 9_999;
    private const double MsOfMonth = 365.2425 / 12 * 86_400_000;

    public TorrentRow Row { get; } = row;

    public ListFrame Frame { get; } = frame;

    public string State => TorrentStates.WordOf(Row);

    /// <summary>Between 0 and 1; while it is checked: how far that is.</summary>
    public double Progress
    {
        get
        {
            if (Row.State == TorrentRowState.Checking) return Row.Progress;
            return Row.WantedBytes > 0 ? Math.Min(1, (double)Row.DoneBytes / Row.WantedBytes) : 0;
        }
    }

    public double Ratio => Row.Ratio < HighestRatio ? Row.Ratio : -1;

    /// <summary>The limits that hold for it; -1 is none.</summary>
    public double MaxRatio => Row.Share.Ratio is { } own ? Math.Max(own, -1) : Frame.RatioLimit;

    public long MaxSeedingMinutes => OwnMinutes(Row.Share.SeedingTimeS) is { } own ? own : Frame.SeedingMinutes;

    public long MaxIdleMinutes => OwnMinutes(Row.Share.IdleTimeS) is { } own ? own : Frame.IdleMinutes;

    /// <summary>Its own limits; -2 stands for those of the settings, -1 for none.</summary>
    public double RatioLimit => Row.Share.Ratio is { } own ? Math.Max(own, -1) : -2;

    public long SeedingMinutesLimit => OwnMinutes(Row.Share.SeedingTimeS) ?? -2;

    public long IdleMinutesLimit => OwnMinutes(Row.Share.IdleTimeS) ?? -2;

    public long ActiveS => Row.ActiveMsAt(Frame.NowUnixMs) / 1000;

    public long SeedingS => Row.SeedingMsAt(Frame.NowUnixMs) / 1000;

    /// <summary>Ratio for each month that it ran.</summary>
    public double Popularity => Row.ActiveMsAt(Frame.NowUnixMs) is var ms and > 0 ? Ratio / (ms / MsOfMonth) : 0;

    /// <summary>Seconds until it is complete or, if it is, until a limit ends its seeding.</summary>
    public long EtaS => Row.State switch
    {
        TorrentRowState.Downloading => Row.EtaS is { } eta ? Math.Min(eta, UnknownEtaS) : UnknownEtaS,
        TorrentRowState.Seeding => Math.Min(RatioEtaS, Math.Min(SeedingEtaS, IdleEtaS)),
        _ => UnknownEtaS,
    };

    /// <summary>Copies of the content among us and connected peers; -1 is for those that do not download.</summary>
    public double Availability => Row.State == TorrentRowState.Downloading ? Row.Availability : -1;

    /// <summary>Seconds until a tracker hears of it again; 0: none will.</summary>
    public long ReannounceS =>
        Row.NextAnnounceUnixMs is { } next ? Math.Max(0, next - Frame.NowUnixMs) / 1000 : 0;

    /// <summary>Where its content is: the only file or the folder of all.</summary>
    public ShownPath ContentPath => new(Row.Destination, Row.HasMetainfo ? Row.Origin.ContentPath : null);

    /// <summary>The folder of all its files.</summary>
    public ShownPath RootPath =>
        new(Row.Destination, Row.Origin.RootFolder.Length > 0 ? Row.Origin.RootFolder : null);

    /// <summary>The announce URL that works as far as is known, else the first one.</summary>
    public string Tracker => Row.TrackerUrl is { } url ? Frame.Show(url) : "";

    public string Tags => Row.Tags.Count switch
    {
        0 => "",
        1 => Row.Tags[0],
        _ => string.Join(", ", Row.Tags.Order(StringComparer.Ordinal)),
    };

    private long RatioEtaS
    {
        get
        {
            if (MaxRatio < 0 || Row.UploadRate == 0) return UnknownEtaS;
            long taken = Row.Downloaded > 0 ? Row.Downloaded : Row.WantedBytes;
            double seconds = ((taken * MaxRatio) - Row.Uploaded) / Row.UploadRate;
            return (long)Math.Clamp(seconds, 0, UnknownEtaS);
        }
    }

    private long SeedingEtaS => MaxSeedingMinutes < 0 ? UnknownEtaS : Rest(MaxSeedingMinutes, SeedingS);

    private long IdleEtaS => MaxIdleMinutes < 0 || Row.LastActivityUnixMs == 0
        ? UnknownEtaS
        : Rest(MaxIdleMinutes, Row.IdleMsAt(Frame.NowUnixMs) / 1000);

    private static long Rest(long minutes, long seconds) => Math.Clamp((minutes * 60) - seconds, 0, UnknownEtaS);

    private static long? OwnMinutes(long? seconds) => seconds switch
    {
        null => null,
        < 0 => -1,
        _ => seconds / 60,
    };
}
