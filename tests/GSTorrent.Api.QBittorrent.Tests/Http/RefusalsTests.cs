using System.Text.RegularExpressions;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;

namespace GSTorrent.Api.QBittorrent.Tests.Http;

public sealed class RefusalsTests
{
    // Their errors end the start of the program and never reach a client.
    private static readonly string[] OnlyAtStart = ["state-locked", "state-too-new", "state-unusable"];

    [Theory]
    [InlineData("GSTorrent.Application")]
    [InlineData("GSTorrent.Api.QBittorrent")]
    public void Every_code_has_a_status(string project)
    {
        string source = Path.Combine(RouteFact.RepositoryRoot(), "src", project);
        string[] codes =
        [
            .. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/obj/"))
                .SelectMany(file => Matches(File.ReadAllText(file)))
                .Distinct().Except(OnlyAtStart).Order(),
        ];
        Assert.NotEmpty(codes);
        Assert.Empty(codes.Except(Refusals.Codes));
    }

    [Theory]
    [InlineData("host-not-allowed", 401, "Unauthorized")]
    [InlineData("origin-not-allowed", 401, "Unauthorized")]
    [InlineData("not-signed-in", 403, "Forbidden")]
    [InlineData("not-allowed", 403, "Forbidden")]
    [InlineData("path-not-allowed", 403, "why")]
    [InlineData("torrent-not-found", 404, "Not Found")]
    [InlineData("busy", 409, "why")]
    [InlineData("torrent-invalid", 415, "why")]
    [InlineData("no-such-code", 500, "why")]
    public void Statuses_and_texts(string code, int status, string text) => Assert.Equal(
        (status, text), (Refusals.StatusOf(code), Refusals.TextOf(new AppError(code, "why"))));

    private static IEnumerable<string> Matches(string text) =>
        Regex.Matches(text, "AppError\\(\\s*\"(?<code>[a-z-]+)\"", RegexOptions.None, TimeSpan.FromSeconds(5))
            .Concat(Regex.Matches(
                text, "AppError [A-Za-z]+ = new\\(\"(?<code>[a-z-]+)\"", RegexOptions.None, TimeSpan.FromSeconds(5)))
            .Select(match => match.Groups["code"].Value);
}
