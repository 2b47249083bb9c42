using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GSTorrent.Architecture.Tests;

/// <summary>A source file, its lines and its syntax tree.</summary>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines, CompilationUnitSyntax Tree)
{
    /// <summary>Short name of the project: the second folder of the path.</summary>
    public string Project => Path.Split('/')[1].Replace("GSTorrent.", "", StringComparison.Ordinal);

    public static SourceFile Read(string root, string path)
    {
        string text = File.ReadAllText(System.IO.Path.Combine(root, path));
        return Parse(path, text);
    }

    public static SourceFile Parse(string path, string text)
    {
        string[] lines = text.TrimEnd('\n').Split('\n');
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        return new SourceFile(path, lines, CSharpSyntaxTree.ParseText(text, options).GetCompilationUnitRoot());
    }

    /// <summary>
    /// Methods, constructors, operators, accessors and local functions, each with its length in lines.
    /// </summary>
    public IEnumerable<(string Name, int Line, int Length)> Functions() =>
        from node in Tree.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let span = node.GetLocation().GetLineSpan()
        let first = span.StartLinePosition.Line
        select (NameOf(node), first + 1, span.EndLinePosition.Line - first + 1);

    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        _ => node.Kind().ToString(),
    };
}
