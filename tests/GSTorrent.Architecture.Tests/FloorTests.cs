using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GSTorrent.Architecture.Tests;

public sealed class FloorTests
{
    private static readonly string[] ImpureNames =
    [
        "Socket", "TcpClient", "UdpClient", "File", "FileStream", "Directory", "FileInfo", "DirectoryInfo",
        "RandomAccess", "Stopwatch", "TimeProvider", "DateTime", "Thread", "Timer", "HttpClient",
    ];

    // The one place that reads a clock, which is its argument.
    private const string TheClock = "Primitives/Time/MonotonicTime.cs";

    [Fact]
    public void Every_project_has_its_floor() =>
        Assert.Empty(Repository.Projects("src").Except(Floors.Allowed.Keys, StringComparer.Ordinal));

    [Fact]
    public void Projects_reference_lower_floors_only() => Violations.None(
        from project in Repository.Projects("src")
        where Floors.Allowed.ContainsKey(project)
        from reference in Repository.References(project)
        where !Floors.Allowed[project].Contains(reference, StringComparer.Ordinal)
        select $"{project} must not reference {reference}");

    [Fact]
    public void Only_the_floors_above_Application_know_the_web_framework() => Violations.None(
        from project in Repository.Projects("src")
        where !project.StartsWith("Api.", StringComparison.Ordinal) && project is not ("Server" or "Web")
        from package in Repository.Packages(project)
        where package.Contains("AspNetCore", StringComparison.Ordinal) || package is "Microsoft.NET.Sdk.Web"
        select $"{project} must not reference {package}");

    [Fact]
    public void Only_Application_and_Server_know_the_database() => Violations.None(
        from project in Repository.Projects("src")
        where project is not ("Application" or "Server")
        from package in Repository.Packages(project)
        where package.Contains("Sqlite", StringComparison.OrdinalIgnoreCase)
        select $"{project} must not reference {package}");

    [Fact]
    public void Pure_projects_hold_no_await() => Violations.None(
        from file in PureSources()
        from token in Awaits(file)
        select $"{file.At(token.Parent!)}: await");

    [Fact]
    public void Pure_projects_touch_no_socket_file_or_clock() => Violations.None(
        from file in PureSources()
        where !file.Path.EndsWith(TheClock, StringComparison.Ordinal)
        from name in file.Tree.DescendantNodes().OfType<IdentifierNameSyntax>()
        where ImpureNames.Contains(name.Identifier.Text, StringComparer.Ordinal) && !IsOwnMember(name)
        select $"{file.At(name)}: {name.Identifier.Text}");

    [Fact]
    public void The_check_for_await_can_fail()
    {
        SourceFile file = SourceFile.Parse("src/GSTorrent.Wire/X.cs", "class X { async void M() { await Y(); } }");
        Assert.Single(Awaits(file));
    }

    private static IEnumerable<SyntaxToken> Awaits(SourceFile file) =>
        file.Tree.DescendantTokens().Where(token => token.IsKind(SyntaxKind.AwaitKeyword));

    private static IEnumerable<SourceFile> PureSources() =>
        Repository.Sources("src").Where(file => Floors.Pure.Contains(file.Project, StringComparer.Ordinal));

    // A property or argument that is only called so: `x.File`, `File: 3`, `request.File = …`.
    private static bool IsOwnMember(IdentifierNameSyntax name) =>
        name.Parent is NameColonSyntax or NameEqualsSyntax or NameMemberCrefSyntax
        || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        || name.Parent is MemberBindingExpressionSyntax or AssignmentExpressionSyntax or XmlNameAttributeSyntax;
}
