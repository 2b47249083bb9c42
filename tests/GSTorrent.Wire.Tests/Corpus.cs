namespace GSTorrent.Wire.Tests;

/// <summary>The files of the fuzz corpus, copied beside the test program.</summary>
internal static class Corpus
{
    public static TheoryData<string> Names { get; } =
        new(Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "corpus");

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));
}
