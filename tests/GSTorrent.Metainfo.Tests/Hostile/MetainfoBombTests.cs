using System.Text;

namespace GSTorrent.MetainfoFormat.Tests;

/// <summary>Files made to cost far more than their size; each must be answered within its limits.</summary>
public sealed class MetainfoBombTests
{
    [Fact]
    public void Deep_folders_with_long_names_do_not_multiply()
    {
        object tree = Ben.Dict([.. Enumerable.Range(0, 2000)
            .Select(i => ($"{i:0000}", (object)Torrents.Leaf(1, Torrents.Root(1))))]);
        for (int i = 0; i < 90; i++) tree = Ben.Dict((new string('d', 250), tree));
        Assert.Equal("path-too-long", Torrents.CodeOf(Torrents.V2Info.With("file tree", tree)));
    }

    [Fact]
    public void All_paths_together_are_limited()
    {
        string folder = new('d', 250);
        object[] files = [.. Enumerable.Range(0, 15_000).Select(
            i => Torrents.FileOf(1, [.. Enumerable.Repeat(folder, 10), $"{i:x8}"]))];
        Assert.Equal("paths-too-long", Torrents.CodeOf(Torrents.MultiInfo(files)));
    }

    [Fact]
    public void Many_files_are_refused_by_number()
    {
        var text = new StringBuilder("d4:infod5:filesl");
        text.Insert(text.Length, "d6:lengthi1e4:pathl1:aee", MetainfoLimits.MaxFiles + 1);
        text.Append("e4:name1:n12:piece lengthi16384e6:pieces0:ee");
        Assert.Equal("too-many-files", Torrents.Refused(Encoding.ASCII.GetBytes(text.ToString())).Code);
    }

    [Fact]
    public void A_hundred_thousand_padding_files_of_one_path_are_read()
    {
        object[] padding = [.. Enumerable.Repeat<object>(Torrents.FileOf(0, ".pad", "0").With("attr", "p"), 100_000)];
        Metainfo metainfo = Torrents.Accepted(Torrents.MultiInfo([Torrents.FileOf(1, "a"), .. padding]));
        Assert.Equal(100_001, metainfo.Files.Select(file => file.Path).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Numbers_taken_beforehand_are_skipped_once()
    {
        object[] taken = [.. Enumerable.Range(1, 50_000).Select(i => Torrents.FileOf(0, $"a.{i}"))];
        object[] same = [.. Enumerable.Repeat<object>(Torrents.FileOf(1, "a"), 50)];
        Metainfo metainfo = Torrents.Accepted(Torrents.MultiInfo([.. taken, .. same]));
        Assert.Equal("folder/a.50049", metainfo.Files[^1].Path);
    }

    [Fact]
    public void Trackers_and_warnings_are_capped()
    {
        object[] trackers = [.. Enumerable.Range(0, 5000).Select(i => (object)$"http://t{i}.example/a")];
        object[] rubbish = [.. Enumerable.Range(0, 5000).Select(i => (object)$"rubbish {i}")];
        Metainfo metainfo = Torrents.Accepted(
            Torrents.SingleInfo, ("announce-list", new object[] { rubbish, trackers }), ("url-list", rubbish));
        Assert.Equal(MetainfoLimits.MaxTrackers, Assert.Single(metainfo.TrackerTiers).Count);
        Assert.InRange(metainfo.Warnings.Count, 1, 32);
    }

    [Fact]
    public void A_name_of_megabytes_is_cut()
    {
        Metainfo metainfo = Torrents.Accepted(Torrents.SingleInfo.With("name", new string('n', 4_000_000) + ".iso"));
        Assert.Equal(PathSanitizer.MaxElementBytes, metainfo.Name.Length);
        Assert.EndsWith(".iso", metainfo.Name, StringComparison.Ordinal);
    }
}
