using System.Text.Json;

namespace GSTorrent.Application.Settings;

/// <summary>
/// Reads gstorrent.json: names to values, either dotted (<c>"network.peer-port": 6881</c>) or in objects
/// (<c>"network": { "peer-port": 6881 }</c>). Comments and trailing commas are allowed. No IO.
/// </summary>
internal static class SettingsFileReader
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 8,
    };

    public static Result<IReadOnlyDictionary<string, string>> Read(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            AppError? error = Flatten("", document.RootElement, values);
            return error is null ? values : new AppError(error.Code, $"{path}: {error.Message}");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return new AppError("setting-invalid", $"{path} is not valid JSON: {broken.Message}");
        }
    }

    private static AppError? Flatten(string name, JsonElement element, Dictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    string inner = name.Length == 0 ? property.Name : $"{name}.{property.Name}";
                    AppError? error = Flatten(inner, property.Value, values);
                    if (error is not null) return error;
                }

                return null;
            case JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                when name.Length > 0:
                values[name] = element.ToString();
                return null;
            case JsonValueKind.Array when name.Length > 0:
                values[name] = string.Join(',', element.EnumerateArray().Select(item => item.ToString()));
                return null;
            default:
                return new AppError("setting-invalid", $"'{name}' is {element.ValueKind}, not a value of a setting.");
        }
    }
}
