using System.Text.Json;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>A name in both dialects, ready to be written. Immutable.</summary>
internal sealed class RpcName
{
    private readonly JsonEncodedText _snakeText;
    private readonly JsonEncodedText _legacyText;

    public RpcName(string snake, string legacy)
    {
        Snake = snake;
        Legacy = legacy;
        _snakeText = JsonEncodedText.Encode(snake);
        _legacyText = JsonEncodedText.Encode(legacy);
    }

    /// <summary>The name in JSON-RPC; the one by which tables are looked up.</summary>
    public string Snake { get; }

    /// <summary>The name in the legacy dialect.</summary>
    public string Legacy { get; }

    /// <summary>A name that is camelCase in the legacy dialect, as most fields of torrents.</summary>
    public static RpcName Camel(string snake) => new(snake, NameStyles.ToCamel(snake));

    /// <summary>A name that is kebab-case in the legacy dialect, as methods and most keys of the session.</summary>
    public static RpcName Kebab(string snake) => new(snake, snake.Replace('_', '-'));

    public JsonEncodedText In(Dialect dialect) => dialect == Dialect.Legacy ? _legacyText : _snakeText;
}
