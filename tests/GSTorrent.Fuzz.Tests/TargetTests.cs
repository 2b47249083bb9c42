using System.Text;
using GSTorrent.Bencoding;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Fuzz.Tests;

/// <summary>Every parser answers its corpus, and a fixed number of inputs that are made of it.</summary>
public sealed class TargetTests
{
    private const int Runs = 5_000, Seed = 20_240_601;

    public static TheoryData<string> Targets => new(FuzzTargets.All.Select(target => target.Name));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_file_of_the_corpus_is_answered(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name)!;
        IReadOnlyList<(string Name, byte[] Bytes)> corpus = Corpus.Read(target);
        Assert.NotEmpty(corpus);
        foreach ((string file, byte[] bytes) in corpus)
        {
            Exception? finding = Record.Exception(() => target.Check(bytes));
            Assert.True(finding is null, $"{file}: {finding}");
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Mutated_files_are_answered(string name)
    {
        var run = new MutationRun(FuzzTargets.Find(name)!, Seed);
        while (run.Count < Runs)
        {
            Exception? finding = run.Step();
            Assert.True(finding is null, $"{Convert.ToBase64String(run.Input)}: {finding}");
        }
    }

    [Theory]
    [InlineData("bencode")]
    [InlineData("metainfo")]
    [InlineData("magnet")]
    public void Files_are_taken_or_refused_as_their_names_say(string name)
    {
        int judged = 0;
        foreach ((string file, byte[] bytes) in Corpus.Read(FuzzTargets.Find(name)!))
        {
            bool isValid = file.StartsWith("valid-", StringComparison.Ordinal);
            if (!isValid && !file.StartsWith("bad-", StringComparison.Ordinal)) continue;
            Assert.True(isValid == IsTaken(name, bytes), file);
            judged++;
        }

        Assert.True(judged > 1, "The corpus has no file that says whether it is valid.");
    }

    private static bool IsTaken(string name, byte[] bytes) => name switch
    {
        "bencode" => BencodeDocument.TryParse(bytes, BencodeLimits.Default, out _, out _),
        "metainfo" => Metainfo.TryParse(bytes, out _, out _),
        _ => MagnetLink.TryParse(Encoding.UTF8.GetString(bytes), out _, out _),
    };

    [Fact]
    public void Every_folder_of_the_corpus_has_a_target() => Assert.Equal(
        FuzzTargets.All.Select(target => target.Name).Order(StringComparer.Ordinal),
        Directory.GetDirectories(Path.GetDirectoryName(Corpus.Folder(FuzzTargets.All[0]))!)
            .Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));
}
