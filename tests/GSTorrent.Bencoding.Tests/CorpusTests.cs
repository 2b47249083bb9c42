namespace GSTorrent.Bencoding.Tests;

/// <summary>Replays what fuzzing found, and seeds for it: each must be answered, never thrown at.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Every_file_of_the_corpus_is_answered()
    {
        string folder = Path.Combine(Root(), "fuzz", "corpus", "bencode");
        string[] files = Directory.GetFiles(folder);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            bool valid = BencodeDocument.TryParse(bytes, BencodeLimits.Default, out _, out BencodeError error);
            bool expected = Path.GetFileName(file).StartsWith("valid-", StringComparison.Ordinal);
            Assert.True(expected == valid, $"{Path.GetFileName(file)}: {error}");
        }
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "GSTorrent.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("The repository's root is not above the tests.");
    }
}
