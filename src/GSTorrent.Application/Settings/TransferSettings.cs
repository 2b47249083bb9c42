namespace GSTorrent.Application.Settings;

/// <summary>Settings of the area "transfers".</summary>
public static class TransferSettings
{
    /// <summary>Bytes a second over all torrents.</summary>
    public static SettingDefinition DownloadLimit { get; } = new()
    {
        Name = "transfers.download-limit",
        Type = SettingType.Rate,
        Default = "0",
        Text = "Download rate of all torrents together; 0 is no limit.",
    };

    /// <summary>Bytes a second over all torrents.</summary>
    public static SettingDefinition UploadLimit { get; } = new()
    {
        Name = "transfers.upload-limit",
        Type = SettingType.Rate,
        Default = "0",
        Text = "Upload rate of all torrents together; 0 is no limit.",
    };

    /// <summary>What a new torrent gets.</summary>
    public static SettingDefinition TorrentDownloadLimit { get; } = new()
    {
        Name = "transfers.torrent-download-limit",
        Type = SettingType.Rate,
        Default = "0",
        Text = "Download rate that each new torrent is limited to; 0 is no limit.",
    };

    /// <summary>What a new torrent gets.</summary>
    public static SettingDefinition TorrentUploadLimit { get; } = new()
    {
        Name = "transfers.torrent-upload-limit",
        Type = SettingType.Rate,
        Default = "0",
        Text = "Upload rate that each new torrent is limited to; 0 is no limit.",
    };

    /// <summary>Peers that are unchoked at once.</summary>
    public static SettingDefinition UploadSlots { get; } = new()
    {
        Name = "transfers.upload-slots",
        Type = SettingType.Integer,
        Default = "8",
        Minimum = 1,
        Maximum = 500,
        Text = "Peers of one torrent that are unchoked at the same time.",
    };

    /// <summary>Do new torrents wait?</summary>
    public static SettingDefinition AddPaused { get; } = new()
    {
        Name = "transfers.add-paused",
        Type = SettingType.Boolean,
        Default = "false",
        Text = "New torrents wait to be started, unless the one who adds them says otherwise.",
    };

    internal static IReadOnlyList<SettingDefinition> All { get; } =
        [DownloadLimit, UploadLimit, TorrentDownloadLimit, TorrentUploadLimit, UploadSlots, AddPaused];
}
