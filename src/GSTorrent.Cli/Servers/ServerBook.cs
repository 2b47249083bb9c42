using System.Text.Json;
using System.Text.Json.Serialization;

namespace GSTorrent.Cli.Servers;

/// <summary>One server known by name.</summary>
internal sealed record KnownServer
{
    public required string Name { get; init; }

    public required string Url { get; init; }

    public string? Token { get; init; }

    /// <summary>SHA-256 of its certificate, from the first connection on.</summary>
    public string? Fingerprint { get; init; }
}

/// <summary>The servers that the user has named. Immutable: changes make a new book.</summary>
internal sealed record ServerBook
{
    public string? Default { get; init; }

    public IReadOnlyList<KnownServer> Servers { get; init; } = [];

    /// <summary>Fingerprints of servers that were named by URL only.</summary>
    public IReadOnlyDictionary<string, string> Pins { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public KnownServer? Find(string name) =>
        Servers.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds a server, or replaces the one of that name.</summary>
    public ServerBook With(KnownServer server) => this with
    {
        Servers = [.. Servers
            .Where(s => s != Find(server.Name)).Append(server).OrderBy(s => s.Name, StringComparer.Ordinal)],
    };

    public ServerBook Without(KnownServer server) => this with
    {
        Servers = [.. Servers.Where(s => s != server)],
        Default = Find(Default ?? "") == server ? null : Default,
    };

    public ServerBook WithoutPin(string url) => this with
    {
        Pins = Pins.Where(p => !string.Equals(p.Key, url, StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal),
    };

    public ServerBook WithPin(string url, string fingerprint) => this with
    {
        Pins = new Dictionary<string, string>(Pins, StringComparer.Ordinal) { [url] = fingerprint },
    };
}

/// <summary>The book's form on disk.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServerBook))]
[JsonSerializable(typeof(IReadOnlyList<KnownServer>))]
internal sealed partial class ServerBookJson : JsonSerializerContext
{
    /// <summary>With line breaks, as people may look at it.</summary>
    public static ServerBookJson Indented => new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
