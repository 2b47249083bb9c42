using System.Security.Cryptography;

namespace GSTorrent.Fuzz;

/// <summary>
/// Inputs by target, in <c>fuzz/corpus/TARGET</c>: seeds, and every input that once broke something. Both the fuzzers
/// and the tests read them there.
/// </summary>
internal static class Corpus
{
    private static readonly string Root = FindRoot();

    public static string Folder(FuzzTarget target) => Path.Combine(Root, "fuzz", "corpus", target.Name);

    /// <summary>Where an input is noted before it is tried, in case it ends the process.</summary>
    public static string LastInput(FuzzTarget target)
    {
        string folder = Path.Combine(Root, "artifacts", "fuzz");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, target.Name + ".last");
    }

    /// <summary>Every input, in the order of the names.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Read(FuzzTarget target) =>
    [
        .. Directory.GetFiles(Folder(target)).Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path))),
    ];

    /// <summary>Keeps an input that broke something; its file is named by its content, as libFuzzer's are.</summary>
    public static string Keep(FuzzTarget target, string kind, byte[] input)
    {
        string name = $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 8))}";
        string path = Path.Combine(Folder(target), name);
        Directory.CreateDirectory(Folder(target));
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "GSTorrent.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("The repository's root is not above the program.");
    }
}
