using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Transfer;

/// <summary>Which settings limit the rates, in either mode.</summary>
internal static class RateSettings
{
    public static SettingDefinition Download(bool isAlternative) =>
        isAlternative ? AlternativeSettings.DownloadLimit : TransferSettings.DownloadLimit;

    public static SettingDefinition Upload(bool isAlternative) =>
        isAlternative ? AlternativeSettings.UploadLimit : TransferSettings.UploadLimit;
}
