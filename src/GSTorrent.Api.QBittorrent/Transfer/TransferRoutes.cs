using System.Globalization;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Transfer;

/// <summary>Rates of all torrents together, and their limits.</summary>
internal sealed class TransferRoutes(GstHost host, ServerStateMaker server)
{
    // Names of the limits, and the settings that they stand for.
    private static readonly (string Name, SettingDefinition Setting)[] Limits =
    [
        ("up_limit", TransferSettings.UploadLimit), ("dl_limit", TransferSettings.DownloadLimit),
        ("alt_up_limit", AlternativeSettings.UploadLimit), ("alt_dl_limit", AlternativeSettings.DownloadLimit),
    ];

    private bool IsAlternative => host.Settings.Current.IsOn(AlternativeSettings.Enabled);

    public void Map(RouteSet routes)
    {
        routes.Read("/transfer/info", ShowAsync);
        routes.Read("/transfer/downloadLimit", call => NumberAsync(call, RateSettings.Download(IsAlternative)));
        routes.Read("/transfer/uploadLimit", call => NumberAsync(call, RateSettings.Upload(IsAlternative)));
        routes.Change(
            "/transfer/setDownloadLimit",
            call => LimitAsync(call, RateSettings.Download(IsAlternative)), AccessRole.Admin);
        routes.Change(
            "/transfer/setUploadLimit",
            call => LimitAsync(call, RateSettings.Upload(IsAlternative)), AccessRole.Admin);
        routes.Read("/transfer/speedLimitsMode", call => call.TextAsync(IsAlternative ? "1" : "0"));
        routes.Change("/transfer/toggleSpeedLimitsMode", call => SwitchAsync(call, !IsAlternative), AccessRole.Admin);
        routes.Change("/transfer/setSpeedLimitsMode", SetModeAsync, AccessRole.Admin);
        routes.Read("/transfer/getSpeedLimits", LimitsAsync);
        routes.Change("/transfer/setSpeedLimits", SetLimitsAsync, AccessRole.Admin);
    }

    private Task ShowAsync(Call call)
    {
        ShownServer shown = server.Make(call.Caller);
        return call.JsonAsync(writer =>
        {
            writer.WriteStartObject();
            ServerFields.Transfers.Write(writer, in shown);
            writer.WriteEndObject();
        });
    }

    private Task NumberAsync(Call call, SettingDefinition setting) =>
        call.TextAsync(host.Settings.Current.Number(setting).ToString(CultureInfo.InvariantCulture));

    private Task LimitAsync(Call call, SettingDefinition setting) =>
        call.Parameters.Number("limit") is { } limit
            ? ChangeAsync(call, (setting, Text(limit)))
            : call.DoneAsync();

    private Task SwitchAsync(Call call, bool isOn) =>
        ChangeAsync(call, (AlternativeSettings.Enabled, isOn ? "true" : "false"));

    private Task SetModeAsync(Call call) => call.Parameters.Number("mode") is { } mode
        ? SwitchAsync(call, mode != 0)
        : call.RefuseAsync(new AppError("bad-request", "'mode': invalid argument"));

    private Task LimitsAsync(Call call) => call.JsonAsync(writer =>
    {
        writer.WriteStartObject();
        foreach ((string name, SettingDefinition setting) in Limits)
            writer.WriteNumber(name, host.Settings.Current.Number(setting));
        writer.WriteEndObject();
    });

    private Task SetLimitsAsync(Call call) => ChangeAsync(
        call,
        [
            .. from limit in Limits
               let number = call.Parameters.Number(limit.Name)
               where number is not null
               select (limit.Setting, Text(number.Value)),
        ]);

    private static string Text(long limit) => Math.Max(0, limit).ToString(CultureInfo.InvariantCulture);

    private async Task ChangeAsync(Call call, params (SettingDefinition Setting, string Text)[] changes)
    {
        var values = changes.ToDictionary(
            change => change.Setting.Name, string? (change) => change.Text, StringComparer.Ordinal);
        await call.DoneAsync(values.Count > 0 ? (await host.Settings.ChangeAsync(values)).Error : null);
    }
}
