using System.Text.RegularExpressions;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Tests;

/// <summary>A route with its method and the least role that may call it; null: anybody.</summary>
internal sealed record RouteFact(string Method, string Route, AccessRole? Role)
{
    private const string Row =
        @"^\| `(?<method>[A-Z]+) (?<route>/[^`?]+)[^`]*` \| (?<role>\w+) \|";

    public static IEnumerable<RouteFact> OfEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith(NativeApi.Root + "/", StringComparison.Ordinal)
        let path = endpoint.RoutePattern.RawText![NativeApi.Root.Length..]
        let role = endpoint.Metadata.GetRequiredMetadata<RequiredRole>().Role
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        select new RouteFact(method, path, role);

    /// <summary>The table of docs/api/native.md.</summary>
    public static IEnumerable<RouteFact> OfDocument() =>
        from line in File.ReadLines(Path.Combine(RepositoryRoot(), "docs", "api", "native.md"))
        let match = Regex.Match(line, Row, RegexOptions.None, TimeSpan.FromSeconds(1))
        where match.Success
        let role = match.Groups["role"].Value is "anybody"
            ? (AccessRole?)null
            : Enum.Parse<AccessRole>(match.Groups["role"].Value, ignoreCase: true)
        select new RouteFact(match.Groups["method"].Value, match.Groups["route"].Value, role);

    public static string RepositoryRoot()
    {
        string at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "GSTorrent.slnx"))) at = Path.GetDirectoryName(at)!;
        return at;
    }
}
