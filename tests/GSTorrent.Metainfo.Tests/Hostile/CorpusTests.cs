using System.Text;

namespace GSTorrent.MetainfoFormat.Tests;

/// <summary>Replays what fuzzing found, and seeds for it: each must be answered as its name says.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Every_metainfo_file_is_answered() =>
        Replay("metainfo", bytes => Metainfo.TryParse(bytes, out _, out MetainfoError? error) ? null : error);

    [Fact]
    public void Every_magnet_link_is_answered() =>
        Replay("magnet", bytes =>
            MagnetLink.TryParse(Encoding.UTF8.GetString(bytes), out _, out MetainfoError? error) ? null : error);

    private static void Replay(string target, Func<byte[], MetainfoError?> answer)
    {
        string[] files = Directory.GetFiles(Path.Combine(Root(), "fuzz", "corpus", target));
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            MetainfoError? error = answer(File.ReadAllBytes(file));
            bool expected = Path.GetFileName(file).StartsWith("valid-", StringComparison.Ordinal);
            Assert.True(expected == error is null, $"{Path.GetFileName(file)}: {error}");
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
