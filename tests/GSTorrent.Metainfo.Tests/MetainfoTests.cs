using System.Security.Cryptography;
using System.Text;
using GSTorrent.Primitives;

namespace GSTorrent.MetainfoFormat.Tests;

public sealed class MetainfoTests
{
    [Fact]
    public void Reads_a_single_file()
    {
        Metainfo metainfo = Torrents.Accepted(Torrents.SingleInfo.With("private", 1).With("source", "SITE"));
        Assert.Equal("file.bin", metainfo.Name);
        Assert.True(metainfo.IsSingleFile && metainfo.IsPrivate);
        Assert.False(metainfo.IsV2Only || metainfo.IsHybrid);
        Assert.Equal(new ContentFile(0, "file.bin", 0, 20_000, false), Assert.Single(metainfo.Files));
        Assert.Equal((20_000, 16384, 2),
            (metainfo.Geometry.TotalLength, metainfo.Geometry.PieceLength, metainfo.Geometry.PieceCount));
        Assert.Equal("SITE", metainfo.Source);
        Assert.Equal(20, metainfo.PieceHash(1).Length);
        Assert.Empty(metainfo.Warnings);
    }

    [Fact]
    public void The_info_hash_is_of_the_bytes_as_they_stand()
    {
        // Unsorted and with an unknown key: encoding it anew would give another hash.
        byte[] info = Ben.Bytes(Ben.Dict([("zz", "?"), .. Torrents.SingleInfo]));
        byte[] file = [.. "d4:info"u8, .. info, .. "e"u8];
        Assert.True(Metainfo.TryParse(file, out Metainfo? metainfo, out _));
        Assert.Equal(new InfoHash(SHA1.HashData(info)), metainfo.InfoHash);
        Assert.Equal(info, metainfo.InfoBytes.ToArray());
        Assert.Contains(metainfo.Warnings, warning => warning.Contains("not sorted", StringComparison.Ordinal));
        Assert.True(Metainfo.TryParseInfo(info, out Metainfo? fromPeers, out _));
        Assert.Equal(metainfo.InfoHash, fromPeers.InfoHash);
    }

    [Fact]
    public void It_does_not_depend_on_the_callers_memory()
    {
        byte[] file = Torrents.File(Torrents.SingleInfo);
        Assert.True(Metainfo.TryParse(file, out Metainfo? metainfo, out _));
        Array.Clear(file);
        Assert.Equal((byte)'x', metainfo.PieceHash(0)[0]);
    }

    [Fact]
    public void Files_follow_each_other_and_padding_is_marked()
    {
        Metainfo metainfo = Torrents.Accepted(Torrents.MultiInfo(
            Torrents.FileOf(100, "a", "x.txt"),
            Torrents.FileOf(1000, ".pad", "1000").With("attr", "p"),
            Torrents.FileOf(0, "empty"),
            Torrents.FileOf(999, "link").With("attr", "l").With("symlink path", new object[] { "a", "x.txt" }),
            Torrents.FileOf(7, "_____padding_file_0_"),
            Torrents.FileOf(30, "b")));
        Assert.Equal(
            ["folder/a/x.txt", "folder/.pad/1000", "folder/empty", "folder/link", "folder/_____padding_file_0_",
                "folder/b"],
            metainfo.Files.Select(file => file.Path));
        Assert.Equal([0L, 100, 1100, 1100, 1100, 1107], metainfo.Files.Select(file => file.Offset));
        Assert.Equal([100L, 1000, 0, 0, 7, 30], metainfo.Files.Select(file => file.Length));
        Assert.Equal([false, true, false, true, true, false], metainfo.Files.Select(file => file.IsPadding));
        Assert.False(metainfo.IsSingleFile);
    }

    [Fact]
    public void The_utf_8_twins_win_and_invalid_UTF_8_is_replaced()
    {
        Metainfo metainfo = Torrents.Accepted(Torrents.MultiInfo(
                Torrents.FileOf(1, "old").With("path.utf-8", new object[] { Encoding.UTF8.GetBytes("grün") }),
                Torrents.FileOf(1, "gr\u00fcn"))
            .With("name", "n\u00e4me").With("name.utf-8", Encoding.UTF8.GetBytes("näme")));
        Assert.Equal(["näme/grün", "näme/gr_n"], metainfo.Files.Select(file => file.Path));
    }

    [Fact]
    public void Outer_fields_are_read()
    {
        Metainfo metainfo = Torrents.Accepted(Torrents.SingleInfo,
            ("announce", "http://ignored.example/announce"),
            ("announce-list", new object[]
            {
                new object[] { " udp://one.example:80 ", "ftp://no.example" }, Array.Empty<object>(),
                new object[] { "https://two.example/a", "udp://one.example:80" }, "http://flat.example/a", 5,
            }),
            ("comment", "hello"), ("created by", "maker"), ("creation date", 1234),
            ("httpseeds", new object[] { "http://seed.example" }),
            ("nodes", new object[]
            {
                new object[] { "node.example", 6881 }, new object[] { "x", 0 }, new object[] { "y", 65536 },
                new object[] { 1, 2 }, new object[] { "z" },
            }),
            ("url-list", new object[] { "http://w.example/a b", "http://w.example/a b", "nonsense", 3 }));
        Assert.Equal(["udp://one.example:80", "https://two.example/a", "http://flat.example/a"],
            metainfo.TrackerTiers.Select(tier => Assert.Single(tier)));
        Assert.Equal(["http://w.example/a%20b"], metainfo.WebSeeds);
        Assert.Equal([("node.example", 6881)], metainfo.Nodes);
        Assert.Equal(("hello", "maker", 1234), (metainfo.Comment, metainfo.CreatedBy,
            metainfo.CreationDateUnixSeconds));
    }

    [Fact]
    public void One_announce_and_one_web_seed_are_enough()
    {
        Metainfo metainfo = Torrents.Accepted(
            Torrents.MultiInfo(Torrents.FileOf(1, "a"), Torrents.FileOf(1, "b")),
            ("announce", "http://t.example/announce"), ("announce-list", new object[] { new object[] { "" } }),
            ("url-list", "http://w.example/folder"));
        Assert.Equal(["http://t.example/announce"], Assert.Single(metainfo.TrackerTiers));
        Assert.Equal(["http://w.example/folder/"], metainfo.WebSeeds);
    }

    [Fact]
    public void Exporting_keeps_the_info_bytes_and_everything_known()
    {
        Metainfo metainfo = Torrents.Accepted(Torrents.SingleInfo.With("unknown", "kept"),
            ("announce-list", new object[] { new object[] { "udp://a.example:1", "udp://b.example:1" } }),
            ("comment", "c"), ("creation date", 5), ("nodes", new object[] { new object[] { "n", 1 } }),
            ("url-list", "http://w.example/f"));
        Assert.True(Metainfo.TryParse(metainfo.ToTorrentFile(), out Metainfo? again, out MetainfoError? error),
            error?.Message);
        Assert.Equal(metainfo.InfoBytes.ToArray(), again.InfoBytes.ToArray());
        Assert.Equal(metainfo.TrackerTiers, again.TrackerTiers);
        Assert.Equal(metainfo.WebSeeds, again.WebSeeds);
        Assert.Equal(metainfo.Nodes, again.Nodes);
        Assert.Equal(("c", 5), (again.Comment, again.CreationDateUnixSeconds));
        Metainfo other = again.WithSources([["udp://c.example:1"]], []);
        Assert.Equal(again.InfoHash, other.InfoHash);
        Assert.True(Metainfo.TryParse(other.ToTorrentFile(), out again, out _));
        Assert.Equal("udp://c.example:1", again.TrackerTiers[0][0]);
        Assert.Empty(again.WebSeeds);
    }

    [Fact]
    public void Bytes_after_the_end_are_tolerated_and_told()
    {
        byte[] file = [.. Torrents.File(Torrents.SingleInfo), (byte)'\n'];
        Assert.True(Metainfo.TryParse(file, out Metainfo? metainfo, out _));
        Assert.Single(metainfo.Warnings);
    }
}
