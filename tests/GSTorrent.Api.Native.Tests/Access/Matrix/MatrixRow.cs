using GSTorrent.Api.Transmission;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Tests.Access.Matrix;

/// <summary>A line of access-matrix.txt: what callers get for a request about a torrent of another category.</summary>
/// <param name="Method">Of HTTP; "RPC": the route is a method of Transmission's.</param>
/// <param name="Route">Its pattern, or the name of the method.</param>
/// <param name="Answers">One for each of <see cref="MatrixCallers.Names"/>.</param>
internal sealed record MatrixRow(string Method, string Route, IReadOnlyList<string> Answers)
{
    private const string Rpc = "RPC";

    public string Name => $"{Method} {Route}";

    public bool IsRpc => Method is Rpc;

    /// <summary>Does it end the server when it succeeds?</summary>
    public bool EndsServer => Route.EndsWith("/shutdown", StringComparison.Ordinal) || Route is "session-close";

    public override string ToString() =>
        $"{Name,-48}{string.Concat(Answers.Select(answer => $" {answer,-10}"))}".TrimEnd();

    public static IReadOnlyList<MatrixRow> ReadAll() =>
    [
        .. from line in File.ReadLines(Path.Combine(
            RouteFact.RepositoryRoot(), "tests", "GSTorrent.Api.Native.Tests", "Access", "Matrix", "access-matrix.txt"))
           where line.Length > 0 && line[0] != '#'
           let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
           select new MatrixRow(words[0], words[1], words[2..]),
    ];

    /// <summary>The names of all that can be called, as the server that runs has mapped it.</summary>
    public static IEnumerable<string> NamesOf(RunningServer server)
    {
        foreach (RouteEndpoint endpoint in server.Control.Endpoints.OfType<RouteEndpoint>())
        {
            foreach (string method in MethodsOf(endpoint)) yield return $"{method} {endpoint.RoutePattern.RawText}";
        }

        foreach (var method in TransmissionApi.MethodsOf(server.Host, "", TimeProvider.System))
            yield return $"{Rpc} {method.Name.Legacy}";
    }

    /// <summary>The other two APIs look at the method themselves; all of their routes take POST.</summary>
    public static IReadOnlyList<string> MethodsOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"];

    /// <summary>Must a caller of this name be refused by the route's own rule?</summary>
    public static bool IsRefused(string caller, AccessRole? needed) => needed is { } role && caller.Split('@')[0] switch
    {
        "nobody" => true,
        "read" => role > AccessRole.Read,
        "control" => role > AccessRole.Control,
        _ => false,
    };
}
