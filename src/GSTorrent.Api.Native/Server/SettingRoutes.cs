using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using DtoSource = GSTorrent.Api.Contracts.SettingSource;
using ValueSource = GSTorrent.Application.Settings.SettingSource;

namespace GSTorrent.Api.Native.Server;

/// <summary>The settings.</summary>
internal sealed class SettingRoutes(GstHost host)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/settings", AccessRole.Read, ShowAsync, new RouteDoc(
            "listSettings", "Lists the settings that the caller may read: value, where that comes from, limits.")
        {
            Answers = typeof(IReadOnlyList<SettingDto>),
        });
        routes.Map("PATCH", "/settings", AccessRole.Admin, ChangeAsync, new RouteDoc(
            "changeSettings", "Changes settings: all that are named or, if one is wrong, none.")
        {
            Takes = typeof(SettingsPatchRequest),
            Answers = typeof(IReadOnlyList<SettingDto>),
        });
    }

    private Task ShowAsync(HttpContext context)
    {
        SettingsSnapshot current = host.SettingsFor(context.Caller());
        if (!Matches(context.Request.Headers.IfNoneMatch, current.Tag)) return WriteAsync(context, current);
        context.Response.Headers.ETag = Quote(current.Tag);
        return context.WriteDoneAsync(304, null);
    }

    private async Task ChangeAsync(HttpContext context)
    {
        Result<SettingsPatchRequest> read = await context.ReadAsync(Json.Strict.SettingsPatchRequest);
        Result<SettingsSnapshot> changed = read.TryGet(out SettingsPatchRequest? request, out AppError? error)
            ? await host.Settings.ChangeAsync(request.Values, ExpectedTag(context, host.Settings.Current.Tag))
            : error;
        if (changed.TryGet(out SettingsSnapshot? current, out error)) await WriteAsync(context, current);
        else await context.WriteProblemAsync(error);
    }

    // RFC 9110 13.1.1: one of the tags must be that of now; what is none of ours never is.
    private static string? ExpectedTag(HttpContext context, string current)
    {
        StringValues wished = context.Request.Headers.IfMatch;
        if (wished.Count == 0) return null;
        return Matches(wished, current) ? current : "";
    }

    private static bool Matches(StringValues header, string tag) =>
        EntityTagHeaderValue.TryParseList(header, out IList<EntityTagHeaderValue>? tags)
        && tags.Any(one => one.Tag == "*" || one.Tag == Quote(tag));

    private static string Quote(string tag) => $"\"{tag}\"";

    private static Task WriteAsync(HttpContext context, SettingsSnapshot current)
    {
        context.Response.Headers.ETag = Quote(current.Tag);
        IReadOnlyList<SettingDefinition> shown = context.Caller().Category is null
            ? SettingsCatalog.All
            : [.. SettingsCatalog.All.Where(setting => !setting.IsAboutMachine)];
        return context.WriteAsync(
            200,
            new TranslatedList<SettingDefinition, SettingDto>(shown, setting => ToDto(setting, current)),
            ContractsJsonContext.Default.IReadOnlyListSettingDto);
    }

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
