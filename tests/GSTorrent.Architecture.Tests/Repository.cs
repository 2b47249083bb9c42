using System.Xml.Linq;

namespace GSTorrent.Architecture.Tests;

/// <summary>The source tree these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Names of the projects under a top folder that exist now, without the prefix "GSTorrent.".</summary>
    public static IReadOnlyList<string> Projects(string topFolder) =>
        [.. ProjectFiles(topFolder).Select(NameOf).Order(StringComparer.Ordinal)];

    /// <summary>What a project of src references: short project names.</summary>
    public static IReadOnlyList<string> References(string project)
    {
        string path = Path.Combine(Root, "src", $"GSTorrent.{project}", $"GSTorrent.{project}.csproj");
        return
        [
            .. XDocument.Load(path).Descendants("ProjectReference")
                .Select(reference => NameOf(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
        ];
    }

    /// <summary>What a project of src references from outside: packages and frameworks.</summary>
    public static IReadOnlyList<string> Packages(string project)
    {
        string path = Path.Combine(Root, "src", $"GSTorrent.{project}", $"GSTorrent.{project}.csproj");
        XDocument document = XDocument.Load(path);
        return
        [
            .. document.Descendants("PackageReference").Concat(document.Descendants("FrameworkReference"))
                .Select(reference => reference.Attribute("Include")?.Value ?? ""),
            document.Root?.Attribute("Sdk")?.Value ?? "",
        ];
    }

    /// <summary>Every source file under a top folder, as a path relative to the root.</summary>
    public static IReadOnlyList<SourceFile> Sources(params IEnumerable<string> topFolders) =>
    [
        .. topFolders.Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => !path.Split('/').Any(folder => folder is "obj" or "bin"))
            .Order(StringComparer.Ordinal)
            .Select(path => SourceFile.Read(Root, path)),
    ];

    private static IEnumerable<string> ProjectFiles(string topFolder)
    {
        string folder = Path.Combine(Root, topFolder);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
            : [];
    }

    private static string NameOf(string path) =>
        Path.GetFileNameWithoutExtension(path).Replace("GSTorrent.", "", StringComparison.Ordinal);

    private static string FindRoot()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "GSTorrent.slnx")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("GSTorrent.slnx is in no folder above the tests");
    }
}
