using System.Text.Json;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>
/// The arguments of a call by their snake_case names. What is absent or null is null. What has the wrong type is an
/// error of the whole call, see <see cref="Error"/>: look at it before anything is changed.
/// </summary>
internal sealed class Arguments
{
    private const int MaxItems = 100_000;
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    private Arguments()
    {
    }

    /// <summary>The first that is wrong.</summary>
    public RpcError? Error { get; private set; }

    /// <summary>Names that were given, null or not.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Takes an object, or nothing.</summary>
    public static Arguments Of(JsonElement? given, Dialect dialect)
    {
        var arguments = new Arguments();
        if (given is not { } element) return arguments;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string name = dialect == Dialect.Legacy ? NameStyles.ToSnake(property.Name) : property.Name;
            arguments._values[name] = property.Value;
        }

        return arguments;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public JsonElement? Raw(string name) =>
        _values.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Also 0 and 1, and the words, as some clients send.</summary>
    public bool? Flag(string name)
    {
        if (Raw(name) is not { } value) return null;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when value.TryGetInt64(out long number) && number is 0 or 1 => number == 1,
            JsonValueKind.String when value.GetString() is "true" or "false" => value.ValueEquals("true"u8),
            _ => Refuse<bool?>(name, "true or false"),
        };
    }

    /// <summary>A whole number; fractions are rounded.</summary>
    public long? Number(string name)
    {
        if (Real(name) is not { } number) return null;
        return Math.Abs(number) <= 1L << 53 ? (long)Math.Round(number) : Refuse<long?>(name, "a number");
    }

    public double? Real(string name)
    {
        if (Raw(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number)
            && double.IsFinite(number)
            ? number
            : Refuse<double?>(name, "a number");
    }

    public string? Text(string name)
    {
        if (Raw(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : Refuse<string?>(name, "a text");
    }

    public IReadOnlyList<string>? Texts(string name) => List(
        name, "a list of texts", value => value.ValueKind == JsonValueKind.String ? value.GetString() : null);

    /// <summary>Numbers that are not negative.</summary>
    public IReadOnlyList<int>? Indices(string name)
    {
        IReadOnlyList<object>? numbers = List<object>(name, "a list of numbers", value =>
            value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0
                ? number
                : null);
        return numbers?.Cast<int>().ToArray();
    }

    public T? Refuse<T>(string name, string what)
    {
        Error ??= RpcError.InvalidParams($"'{(name.Length <= 60 ? name : name[..60])}' is not {what}");
        return default;
    }

    private List<T>? List<T>(string name, string what, Func<JsonElement, T?> read)
        where T : class
    {
        if (Raw(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MaxItems)
            return Refuse<List<T>>(name, what);
        var items = new List<T>(value.GetArrayLength());
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (read(item) is not { } one) return Refuse<List<T>>(name, what);
            items.Add(one);
        }

        return items;
    }
}
