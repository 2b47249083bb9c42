namespace GSTorrent.MetainfoFormat.Tests;

public sealed class MetainfoV2Tests
{
    [Fact]
    public void V2_alone_begins_every_file_with_a_piece()
    {
        Metainfo metainfo = Torrents.Accepted(Torrents.V2Info);
        Assert.True(metainfo.IsV2Only);
        Assert.False(metainfo.IsHybrid || metainfo.IsSingleFile);
        Assert.Equal(32, metainfo.InfoHashV2!.Length);
        Assert.Equal(metainfo.InfoHashV2[..20], metainfo.InfoHash.ToArray());
        Assert.Equal(["folder/a", "folder/.pad/16284", "folder/b"], metainfo.Files.Select(file => file.Path));
        Assert.Equal(16384, metainfo.Files[2].Offset);
        Assert.Equal(2, metainfo.Geometry.PieceCount);
        Assert.Equal(Torrents.Root(2), metainfo.Files[2].PiecesRoot.ToArray());
        Assert.True(metainfo.PieceHashes.IsEmpty);
    }

    [Fact]
    public void One_file_at_the_top_is_a_single_file()
    {
        Metainfo metainfo = Torrents.Accepted(
            Torrents.V2Info.With("file tree", Ben.Dict(("a", Torrents.Leaf(100, Torrents.Root(1))))));
        Assert.True(metainfo.IsSingleFile);
        Assert.Equal(("a", "a"), (metainfo.Name, Assert.Single(metainfo.Files).Path));
    }

    public static TheoryData<object, string> BadTrees { get; } = new()
    {
        { Ben.Dict(), "files-missing" },
        { Ben.Dict(("a", Ben.Dict())), "files-missing" },
        { Ben.Dict(("a", 5)), "file-tree-invalid" },
        { Ben.Dict(("", Torrents.Leaf(1, Torrents.Root(1)))), "file-tree-invalid" },
        { Ben.Dict(("a", Ben.Dict(("", 5)))), "file-tree-invalid" },
        { Ben.Dict(("a", Torrents.Leaf(1, new byte[32]))), "pieces-root-missing" },
        { Ben.Dict(("a", Torrents.Leaf(1, new byte[31]))), "pieces-root-missing" },
        { Ben.Dict(("a", Ben.Dict(("", Ben.Dict(("length", 5)))))), "pieces-root-missing" },
        { Ben.Dict(("a", Ben.Dict(("", Ben.Dict(("length", -5)))))), "length-invalid" },
        { Ben.Dict(("a", Ben.Dict(("", Ben.Dict(("x", 5)))))), "length-invalid" },
        { Ben.Dict(("a", Ben.Dict(("", Ben.Dict(("attr", "p"), ("length", 5)))))), "padding-in-tree" },
        { Ben.Dict(("a", Torrents.Leaf(0, null))), "content-empty" },
        { Ben.Dict(("b", Torrents.Leaf(1, Torrents.Root(1))), ("a", Torrents.Leaf(1, Torrents.Root(2)))),
            "info-not-canonical" },
        { Ben.Dict(("a", Torrents.Leaf(1, Torrents.Root(1))), ("a", Torrents.Leaf(1, Torrents.Root(2)))),
            "info-not-canonical" },
    };

    [Theory]
    [MemberData(nameof(BadTrees))]
    public void Wrong_trees_are_refused(object tree, string code) =>
        Assert.Equal(code, Torrents.CodeOf(Torrents.V2Info.With("file tree", tree)));

    [Theory]
    [InlineData(8192)]
    [InlineData(16383)]
    [InlineData(49152)]
    public void The_piece_length_is_a_power_of_two(int pieceLength) =>
        Assert.Equal("piece-length-invalid", Torrents.CodeOf(Torrents.V2Info.With("piece length", pieceLength)));

    [Fact]
    public void Piece_layers_must_hash_to_their_root()
    {
        byte[] layer = [.. Torrents.Root(1), .. Torrents.Root(2), .. Torrents.Root(3)];
        byte[] root = Merkle.FileRoot(layer, Torrents.PieceLength);
        string key = System.Text.Encoding.Latin1.GetString(root);
        (string, object)[] info = Torrents.V2Info.With(
            "file tree", Ben.Dict(("a", Torrents.Leaf(3 * Torrents.PieceLength, root))));
        Metainfo good = Torrents.Accepted(info, ("piece layers", Ben.Dict((key, layer))));
        Assert.False(good.PieceLayers.IsEmpty);
        Assert.Empty(good.Warnings);
        Assert.True(Metainfo.TryParse(good.ToTorrentFile(), out _, out _));
        Assert.Single(Torrents.Accepted(info).Warnings);
        byte[] bad = [.. layer];
        bad[40] ^= 1;
        foreach (object layers in (object[])[
                     Ben.Dict((key, bad)), Ben.Dict((key, layer[..64])), Ben.Dict((key, layer[..33])), Ben.Dict((key,
                         5)),
                     Ben.Dict(("short", layer)), Ben.Dict((key, layer), (new string('z', 32), layer))])
            Assert.Equal("piece-layers-invalid", Torrents.Refused(Torrents.File(info, ("piece layers", layers))).Code);
    }

    [Fact]
    public void Hybrids_must_agree()
    {
        (string, object)[] hybrid = Torrents.V2Info.With("pieces", new string('x', 40)).With("files", new object[]
        {
            Torrents.FileOf(100, "a"), Torrents.FileOf(16284, ".pad", "1").With("attr", "p"), Torrents.FileOf(200, "b"),
        });
        Metainfo metainfo = Torrents.Accepted(hybrid);
        Assert.True(metainfo.IsHybrid);
        Assert.Equal(Torrents.Root(2), metainfo.Files[2].PiecesRoot.ToArray());
        Assert.NotEqual(metainfo.InfoHashV2![..20], metainfo.InfoHash.ToArray());
        object[][] others =
        [
            [Torrents.FileOf(100, "a"), Torrents.FileOf(200, "b")],
            [Torrents.FileOf(100, "a"), Torrents.FileOf(16284, "p").With("attr", "p"), Torrents.FileOf(200, "c")],
            [Torrents.FileOf(100, "a"), Torrents.FileOf(16284, "p").With("attr", "p"), Torrents.FileOf(201, "b")],
            [Torrents.FileOf(100, "a"), Torrents.FileOf(16284, "p"), Torrents.FileOf(200, "b")],
            [Torrents.FileOf(100, "a")],
        ];
        foreach (object[] files in others) Assert.Equal("hybrid-mismatch", Torrents.CodeOf(hybrid.With("files",
            files)));
    }
}
