using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GSTorrent.Architecture.Tests;

public sealed class SizeTests
{
    private const int FileHardLimit = 400, FileP95 = 250, FileMedian = 80;
    private const int FunctionHardLimit = 70, FunctionP95 = 40, LineLimit = 120, ConstructorLimit = 6;
    private static readonly string[] Everything = ["src", "tests", "bench", "fuzz"];

    [Fact]
    public void No_file_is_longer_than_the_limit() => Violations.None(
        from file in Repository.Sources(Everything)
        where file.Lines.Count > FileHardLimit
        select $"{file.Path}: {file.Lines.Count} lines");

    [Fact]
    public void Most_files_are_short()
    {
        int[] lengths = [.. Repository.Sources("src").Select(file => file.Lines.Count).Order()];
        Assert.InRange(Percentile(lengths, 95), 0, FileP95);
        Assert.InRange(Percentile(lengths, 50), 0, FileMedian);
    }

    [Fact]
    public void No_function_is_longer_than_the_limit() => Violations.None(
        from file in Repository.Sources(Everything)
        from function in file.Functions()
        where function.Length > FunctionHardLimit
        select $"{file.Path}:{function.Line} {function.Name}: {function.Length} lines");

    [Fact]
    public void Most_functions_are_short()
    {
        int[] lengths = [.. Repository.Sources("src").SelectMany(f => f.Functions()).Select(f => f.Length).Order()];
        Assert.InRange(Percentile(lengths, 95), 0, FunctionP95);
    }

    [Fact]
    public void No_line_is_wider_than_the_limit() => Violations.None(
        from file in Repository.Sources(Everything)
        from line in file.Lines.Index()
        where line.Item.Length > LineLimit
        select $"{file.Path}:{line.Index + 1}: {line.Item.Length} columns");

    [Fact]
    public void No_constructor_takes_more_than_the_limit() => Violations.None(
        from file in Repository.Sources("src")
        from node in file.Tree.DescendantNodes()
        let parameters = node switch
        {
            ConstructorDeclarationSyntax constructor => constructor.ParameterList,
            ClassDeclarationSyntax primary => primary.ParameterList,
            _ => null,
        }
        where parameters is not null && parameters.Parameters.Count > ConstructorLimit
        select $"{file.At(node)}: {parameters.Parameters.Count} parameters");

    [Fact]
    public void Functions_are_measured()
    {
        SourceFile file = SourceFile.Parse("x.cs", "class X\n{\n    void M()\n    {\n    }\n}\n");
        Assert.Equal(("M", 3, 3), Assert.Single(file.Functions()));
    }

    private static int Percentile(int[] sorted, int percent) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
}
