using System.Globalization;
using GSTorrent.Application;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native.Http;

/// <summary>Reads parameters of the address; a wrong one is an error, an absent one is null.</summary>
internal static class Query
{
    public static AppError? TryReadNumber(HttpContext context, string name, out long? value)
    {
        value = null;
        string? text = context.Request.Query[name];
        if (string.IsNullOrEmpty(text)) return null;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return new AppError("bad-request", $"'{name}' must be a number that is not negative.");
        value = number;
        return null;
    }

    public static AppError? TryReadFlag(HttpContext context, string name, out bool value)
    {
        string? text = context.Request.Query[name];
        value = text is "true";
        return value || text is null or "" or "false"
            ? null
            : new AppError("bad-request", $"'{name}' must be true or false.");
    }
}
