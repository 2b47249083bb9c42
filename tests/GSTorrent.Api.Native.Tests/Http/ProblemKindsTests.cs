using System.Text.RegularExpressions;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;

namespace GSTorrent.Api.Native.Tests.Http;

public sealed class ProblemKindsTests
{
    // Their errors end the start of the program and never reach a client.
    private static readonly string[] OnlyAtStart = ["state-locked", "state-too-new", "state-unusable"];

    [Fact]
    public void Every_code_of_the_application_has_a_status()
    {
        string source = Path.Combine(RouteFact.RepositoryRoot(), "src", "GSTorrent.Application");
        string[] codes =
        [
            .. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                .SelectMany(file => Matches(File.ReadAllText(file), "AppError\\(\\s*\"(?<code>[a-z-]+)\""))
                .Distinct().Except(OnlyAtStart).Order(),
        ];
        Assert.NotEmpty(codes);
        Assert.Empty(codes.Except(ProblemKinds.Codes));
    }

    [Fact]
    public void Every_code_is_documented_with_its_status()
    {
        string document = File.ReadAllText(Path.Combine(RouteFact.RepositoryRoot(), "docs", "api", "native.md"));
        string table = document[document.IndexOf("| status | codes |", StringComparison.Ordinal)..];
        foreach (string code in ProblemKinds.Codes)
        {
            string row = table.Split('\n').First(line => line.Contains($"`{code}`", StringComparison.Ordinal));
            int status = ProblemKinds.StatusOf(code);
            Assert.Contains(status.ToString(), row.Split('|')[1]);
        }
    }

    [Fact]
    public void An_unknown_code_is_our_mistake()
    {
        ProblemDto problem = ProblemKinds.Describe(new AppError("no-such-code", "text"));
        Assert.Equal((500, "no-such-code", "text"), (problem.Status, problem.Code, problem.Detail));
    }

    private static IEnumerable<string> Matches(string text, string pattern) =>
        Regex.Matches(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(5))
            .Select(match => match.Groups["code"].Value);
}
