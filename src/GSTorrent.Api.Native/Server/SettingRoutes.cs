using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using DtoSource = GSTorrent.Api.Contracts.SettingSource;
using ValueSource = GSTorrent.Application.Settings.SettingSource;

namespace GSTorrent.Api.Native.Server;

/// <summary>The settings.</summary>
internal sealed class SettingRoutes(SettingsStore settings)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/settings", AccessRole.Read, context => WriteAsync(context, settings.Current));
        routes.Map("PATCH", "/settings", AccessRole.Admin, ChangeAsync);
    }

    private async Task ChangeAsync(HttpContext context)
    {
        Result<SettingsPatchRequest> read = await context.ReadAsync(Json.Strict.SettingsPatchRequest);
        Result<SettingsSnapshot> changed = read.TryGet(out SettingsPatchRequest? request, out AppError? error)
            ? await settings.ChangeAsync(request.Values)
            : error;
        if (changed.TryGet(out SettingsSnapshot? current, out error)) await WriteAsync(context, current);
        else await context.WriteProblemAsync(error);
    }

    private static Task WriteAsync(HttpContext context, SettingsSnapshot current) => context.WriteAsync(
        200,
        new TranslatedList<SettingDefinition, SettingDto>(SettingsCatalog.All, setting => ToDto(setting, current)),
        ContractsJsonContext.Default.IReadOnlyListSettingDto);

    private static SettingDto ToDto(SettingDefinition setting, SettingsSnapshot current) => new()
    {
        Name = setting.Name,
        Type = ToType(setting.Type),
        Value = setting.IsSecret ? null : current.Text(setting),
        Default = setting.Default,
        Source = ToSource(current.SourceOf(setting)),
        Minimum = setting.IsNumber ? setting.Minimum : null,
        Maximum = setting.IsNumber && setting.Maximum < long.MaxValue ? setting.Maximum : null,
        Unit = setting.Unit,
        Choices = setting.Choices.Count > 0 ? setting.Choices : null,
        Text = setting.Text,
        NeedsRestart = setting.NeedsRestart,
        OperatorOnly = setting.IsOperatorOnly,
    };

    private static string ToType(SettingType type) => type switch
    {
        SettingType.Boolean => "boolean",
        SettingType.Integer => "integer",
        SettingType.Rate => "rate",
        SettingType.Size => "size",
        SettingType.Duration => "duration",
        SettingType.Ratio => "ratio",
        SettingType.Choice => "choice",
        SettingType.Path => "path",
        SettingType.AddressV4 or SettingType.AddressV6 => "address",
        SettingType.AddressList => "list",
        _ => "text",
    };

    private static DtoSource ToSource(ValueSource source) => source switch
    {
        ValueSource.File => DtoSource.File,
        ValueSource.Changed => DtoSource.Changed,
        ValueSource.Environment => DtoSource.Environment,
        ValueSource.CommandLine => DtoSource.CommandLine,
        _ => DtoSource.Default,
    };
}
