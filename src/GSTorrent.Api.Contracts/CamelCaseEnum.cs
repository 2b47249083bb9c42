using System.Text.Json;
using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>
/// Writes an enum as its camelCase name; numbers are refused, so that values can be added and moved freely.
/// </summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class CamelCaseEnum<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
