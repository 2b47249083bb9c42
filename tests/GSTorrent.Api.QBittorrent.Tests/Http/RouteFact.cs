using System.Text.RegularExpressions;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.QBittorrent.Tests.Http;

/// <summary>A route, whether it only reads, and the least role that may call it.</summary>
internal sealed record RouteFact(string Route, bool IsRead, string Role)
{
    private const string Row = @"^\| `(?<route>[^`]+)` \| (?<kind>read|change) \| (?<role>\w+) \|";

    public static IEnumerable<RouteFact> OfEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        let path = endpoint.RoutePattern.RawText!
        let methods = endpoint.Metadata.GetMetadata<AllowedMethods>()
        where path.StartsWith(QBittorrentApi.Root, StringComparison.Ordinal) && methods is not null
        let role = endpoint.Metadata.GetRequiredMetadata<RequiredRole>().Role
        select new RouteFact(
            path[(QBittorrentApi.Root.Length + 1)..], methods.Methods.Contains("GET"),
            role?.ToString().ToLowerInvariant() ?? "all");

    /// <summary>The tables of docs/api/qbittorrent.md.</summary>
    public static IEnumerable<RouteFact> OfDocument() =>
        from line in File.ReadLines(Path.Combine(RepositoryRoot(), "docs", "api", "qbittorrent.md"))
        let match = Regex.Match(line, Row, RegexOptions.None, TimeSpan.FromSeconds(1))
        where match.Success
        from route in match.Groups["route"].Value.Split(' ')
        select new RouteFact(route, match.Groups["kind"].Value == "read", match.Groups["role"].Value);

    public static string RepositoryRoot()
    {
        string at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "GSTorrent.slnx"))) at = Path.GetDirectoryName(at)!;
        return at;
    }
}
