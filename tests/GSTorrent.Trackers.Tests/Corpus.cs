namespace GSTorrent.Trackers.Tests;

/// <summary>The files of the fuzz corpus, copied beside the test program.</summary>
internal static class Corpus
{
    public static TheoryData<string> Names(string target) =>
        new(Directory.GetFiles(Folder(target)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    public static byte[] Read(string target, string name) => File.ReadAllBytes(Path.Combine(Folder(target), name));

    private static string Folder(string target) => Path.Combine(AppContext.BaseDirectory, "corpus", target);
}
