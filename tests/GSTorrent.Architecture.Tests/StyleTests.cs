using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GSTorrent.Architecture.Tests;

public sealed class StyleTests
{
    private static readonly string[] BannedSuffixes = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility"];
    private static readonly string[] GeneratorAttributes =
        ["LibraryImport", "LoggerMessage", "GeneratedRegex", "JsonSerializable"];

    [Fact]
    public void Classes_are_sealed_static_or_abstract() => Violations.None(
        from file in Repository.Sources("src", "tests", "bench", "fuzz")
        from type in file.Tree.DescendantNodes().OfType<TypeDeclarationSyntax>()
        where type.IsKind(SyntaxKind.ClassDeclaration) || type.IsKind(SyntaxKind.RecordDeclaration)
        where !Has(type, SyntaxKind.SealedKeyword) && !Has(type, SyntaxKind.StaticKeyword)
            && !Has(type, SyntaxKind.AbstractKeyword)
        select $"{file.At(type)}: {type.Identifier.Text}");

    [Fact]
    public void Partial_is_for_source_generators_only() => Violations.None(
        from file in Repository.Sources("src", "tests", "bench", "fuzz")
        from type in file.Tree.DescendantNodes().OfType<TypeDeclarationSyntax>()
        where Has(type, SyntaxKind.PartialKeyword) && !IsGenerated(type)
        select $"{file.At(type)}: {type.Identifier.Text}");

    [Fact]
    public void Names_say_what_a_type_does() => Violations.None(
        from file in Repository.Sources("src", "tests", "bench", "fuzz")
        from type in file.Tree.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let name = type.Identifier.Text
        where BannedSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)) || name is "Data" or "Info"
        select $"{file.At(type)}: {name}");

    [Fact]
    public void There_are_no_regions() => Violations.None(
        from file in Repository.Sources("src", "tests", "bench", "fuzz")
        from line in file.Lines.Index()
        where line.Item.TrimStart().StartsWith("#region", StringComparison.Ordinal)
        select $"{file.Path}:{line.Index + 1}");

    private static bool Has(MemberDeclarationSyntax member, SyntaxKind modifier) => member.Modifiers.Any(modifier);

    private static bool IsGenerated(TypeDeclarationSyntax type) =>
        type.DescendantNodes().OfType<AttributeSyntax>()
            .Any(attribute => GeneratorAttributes.Contains(attribute.Name.ToString(), StringComparer.Ordinal))
        || type.DescendantNodes().OfType<TypeDeclarationSyntax>().Any(IsGenerated);
}
