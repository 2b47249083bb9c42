namespace GSTorrent.MetainfoFormat.Tests;

public sealed class MetainfoBuilderTests
{
    private static readonly MetainfoBuilder Multi = new()
    {
        Name = "näme",
        PieceLength = 16384,
        Files = [new("a", 5), new("b/c/d", 40_000), new("b/c/e", 0), new("b/f", 16384), new("z", 1)],
        TrackerTiers = [["udp://a.example:1", "udp://b.example:1"], ["http://c.example/announce"]],
        WebSeeds = ["http://w.example/"],
        Nodes = [("n.example", 6881)],
        IsPrivate = true,
        Comment = "comment",
        Source = "SITE",
        CreatedBy = "maker",
        CreationDateUnixSeconds = 1234,
    };

    private static V2FileHashes[] HashesOf(MetainfoBuilder builder) =>
    [
        .. builder.Files.Select((file, i) => file.Length == 0 ? V2FileHashes.Empty
            : file.Length <= builder.PieceLength ? V2FileHashes.OfSmallFile(Torrents.Root((byte)i))
            : V2FileHashes.OfPieces(
                Enumerable.Range(0, (int)((file.Length + builder.PieceLength - 1) / builder.PieceLength))
                    .SelectMany(piece => Torrents.Root((byte)(100 + piece))).ToArray(), builder.PieceLength)),
    ];

    private static Metainfo Parse(byte[] file)
    {
        Assert.True(Metainfo.TryParse(file, out Metainfo? metainfo, out MetainfoError? error), error?.Message);
        Assert.Empty(metainfo.Warnings);
        Assert.Equal(file, metainfo.ToTorrentFile());
        return metainfo;
    }

    [Fact]
    public void V1_reads_back()
    {
        Assert.Null(Multi.Check(forV2: false));
        Metainfo metainfo = Parse(Multi.BuildV1(new byte[4 * 20]));
        Assert.Equal(["näme/a", "näme/b/c/d", "näme/b/c/e", "näme/b/f", "näme/z"], metainfo.Files.Select(file =>
            file.Path));
        Assert.Equal(Multi.TrackerTiers, metainfo.TrackerTiers);
        Assert.Equal(Multi.WebSeeds, metainfo.WebSeeds);
        Assert.Equal(Multi.Nodes, metainfo.Nodes);
        Assert.True(metainfo.IsPrivate);
        Assert.Equal(("comment", "SITE", "maker", 1234),
            (metainfo.Comment, metainfo.Source, metainfo.CreatedBy, metainfo.CreationDateUnixSeconds));
        Assert.Null(metainfo.InfoHashV2);
    }

    [Fact]
    public void V2_reads_back()
    {
        Metainfo metainfo = Parse(Multi.BuildV2(HashesOf(Multi)));
        Assert.True(metainfo.IsV2Only);
        Assert.Equal(["näme/a", "näme/b/c/d", "näme/b/c/e", "näme/b/f", "näme/z"],
            metainfo.Files.Where(file => !file.IsPadding).Select(file => file.Path));
        Assert.All(metainfo.Files.Where(file => file is { IsPadding: false, Length: > 0 }),
            file => Assert.Equal(0, file.Offset % 16384));
    }

    [Fact]
    public void A_hybrid_reads_back_with_both_sides()
    {
        long total = Multi.FilesWithPadding.Sum(file => file.Length);
        Metainfo metainfo = Parse(Multi.BuildHybrid(new byte[(total + 16383) / 16384 * 20], HashesOf(Multi)));
        Assert.True(metainfo.IsHybrid);
        Assert.Equal(Multi.FilesWithPadding.Select(file => file.Length), metainfo.Files.Select(file => file.Length));
        Assert.Equal(32, metainfo.Files.First(file => file.Length == 40_000).PiecesRoot.Length);
    }

    [Fact]
    public void Single_files_read_back_in_every_kind()
    {
        MetainfoBuilder single = new()
        {
            Name = "one.bin",
            PieceLength = 16384,
            Files = [new("one.bin", 20_000)],
            IsSingleFile = true,
        };
        foreach (byte[] file in (byte[][])[
                     single.BuildV1(new byte[40]), single.BuildV2(HashesOf(single)),
                     single.BuildHybrid(new byte[40], HashesOf(single))])
        {
            Metainfo metainfo = Parse(file);
            Assert.True(metainfo.IsSingleFile);
            Assert.Equal("one.bin", Assert.Single(metainfo.Files).Path);
        }
    }

    [Fact]
    public void The_order_is_by_bytes_of_each_element()
    {
        CreationFile[] files = [new("b", 1), new("a/z", 1), new("a-b", 1), new("a/b/c", 1), new("ä", 1), new("B", 1)];
        Array.Sort(files, CreationFileOrder.Instance);
        Assert.Equal(["B", "a/b/c", "a/z", "a-b", "b", "ä"], files.Select(file => file.Path));
    }

    public static TheoryData<MetainfoBuilder, string> Wrong { get; } = new()
    {
        { Multi with { Name = ".." }, "name-invalid" }, { Multi with { Name = "a/b" }, "name-invalid" },
        { Multi with { PieceLength = 20_000 }, "piece-length-invalid" },
        { Multi with { Files = [] }, "files-missing" },
        { Multi with { IsSingleFile = true }, "files-invalid" },
        { Multi with { Files = [new("a/../b", 1)] }, "path-invalid" }, { Multi with { Files = [new("/a", 1)] },
            "path-invalid" },
        { Multi with { Files = [new("a", -1)] }, "length-invalid" },
        { Multi with { Files = [new("b", 1), new("a", 1)] }, "files-unordered" },
        { Multi with { Files = [new("a", 1), new("a", 1)] }, "files-unordered" },
        { Multi with { Files = [new("a", 0)] }, "content-empty" },
        { Multi with { Files = [new("a", 1L << 47), new("b", 1L << 47)] }, "content-too-long" },
        { Multi with { Files = [new("a", 1L << 40)] }, "too-many-pieces" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_others_could_not_read_is_refused(MetainfoBuilder builder, string code)
    {
        Assert.Equal(code, builder.Check(forV2: true)?.Code);
        Assert.Throws<InvalidOperationException>(() => builder.BuildV2([]));
    }

    [Fact]
    public void A_wrong_number_of_hashes_is_a_bug()
    {
        Assert.Throws<ArgumentException>(() => Multi.BuildV1(new byte[60]));
        Assert.Throws<ArgumentException>(() => Multi.BuildV2([]));
        Assert.Throws<ArgumentException>(() => Multi.BuildV2([.. HashesOf(Multi).Reverse()]));
    }
}
