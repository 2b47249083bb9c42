using CsCheck;
using GSTorrent.Application.Torrents;
using GSTorrent.MetainfoFormat;
using GSTorrent.Swarm;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class FilePositionsTests
{
    [Theory]
    [InlineData("#0", "0")]
    [InlineData("#1-3,5", "1235")]
    [InlineData("#0-0,9", "09")]
    public void Positions_are_read(string text, string positions)
    {
        FilePositions read = FilePositions.Parse(text)!;
        Assert.Equal(positions, string.Concat(Enumerable.Range(0, 10).Where(read.Contains)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("1")]
    [InlineData("#x")]
    [InlineData("#3-1")]
    [InlineData("#3,1")]
    [InlineData("#1,1")]
    [InlineData("#1-2-3")]
    [InlineData("#1,")]
    [InlineData("#-1")]
    [InlineData("#99999999999")]
    [InlineData("#1 file.txt")]
    public void What_is_none_is_a_pattern_of_another_kind(string text) => Assert.Null(FilePositions.Parse(text));

    [Fact]
    public void What_is_written_can_be_read() => Gen.Int[0, 5_000].Array[0, 800].Sample(positions =>
    {
        FilePositions[] read = [.. FilePositions.Write(positions).Select(text => FilePositions.Parse(text)!)];
        bool areShort = FilePositions.Write(positions).All(text => text.Length <= 1_000);
        return areShort && Enumerable.Range(0, 5_001)
            .All(i => Array.Exists(read, part => part.Contains(i)) == positions.Contains(i));
    });

    [Fact]
    public void Padding_does_not_count()
    {
        var builder = new MetainfoBuilder
        {
            Name = "padded",
            PieceLength = 16_384,
            Files = [new CreationFile("a", 10), new CreationFile("b", 20), new CreationFile("c", 30)],
        };
        byte[] file = Padded(builder);
        Assert.True(Metainfo.TryParse(file, out Metainfo? metainfo, out _));
        int[] real = [.. metainfo.Files.Where(one => !one.IsPadding).Select(one => one.Index)];
        Assert.NotEqual([0, 1, 2], real);
        Result<FilePriority[]> chosen = FileRules.Apply(
            metainfo, [], FileRule.OfPositions([1, 2], FilePriority.High));
        Assert.Equal(real[1..], Enumerable.Range(0, metainfo.Files.Count).Where(i =>
            chosen.Value[i] == FilePriority.High));
        Assert.Equal("files-invalid", FileRules.Apply(
            metainfo, [], FileRule.OfPositions([3], FilePriority.High)).Error?.Code);
    }

    // Three files in three pieces, with padding between them (BEP 47).
    private static byte[] Padded(MetainfoBuilder builder)
    {
        using var file = new MemoryStream();
        void Write(string text) => file.Write(System.Text.Encoding.ASCII.GetBytes(text));
        Write("d4:infod5:filesl");
        foreach (CreationFile one in builder.Files)
        {
            Write($"d6:lengthi{one.Length}e4:pathl1:{one.Path}ee");
            long padding = builder.PieceLength - one.Length;
            Write($"d4:attr1:p6:lengthi{padding}e4:pathl4:.pad{padding.ToString().Length}:{padding}ee");
        }

        Write($"e4:name6:padded12:piece lengthi{builder.PieceLength}e6:pieces60:");
        file.Write(new byte[60]);
        Write("ee");
        return file.ToArray();
    }
}
