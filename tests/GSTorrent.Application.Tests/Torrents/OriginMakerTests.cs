using System.Text;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class OriginMakerTests
{
    private const string Single =
        "d8:announce8:http://a4:infod6:lengthi5e4:name5:a.txt12:piece lengthi16384e6:pieces20:";

    private const string Folder =
        "d4:infod5:filesld6:lengthi5e4:pathl1:xeed6:lengthi5e4:pathl1:d1:yeee4:name4:show"
        + "12:piece lengthi16384e6:pieces20:";

    [Fact]
    public void It_stays_the_same_object_until_something_changes()
    {
        var maker = new OriginMaker();
        (TorrentRecord record, TorrentSource source) = Parts(Single);
        TorrentOrigin first = maker.Make(record, source.Metainfo, source);
        Assert.Same(first, maker.Make(record with { DownloadLimit = 7 }, source.Metainfo, source));
        TorrentOrigin renamed = maker.Make(record with { Name = "other" }, source.Metainfo, source);
        Assert.NotSame(first, renamed);
        Assert.Contains("dn=other", renamed.MagnetUri, StringComparison.Ordinal);
        Assert.Contains("tr=http", renamed.MagnetUri, StringComparison.Ordinal);
        Assert.DoesNotContain("tr=", renamed.BareMagnetUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_lies_in_its_only_file_or_in_its_folder()
    {
        Assert.Equal(("a.txt", ""), Place(Single));
        Assert.Equal(("show", "show"), Place(Folder));
    }

    [Fact]
    public void Files_that_were_renamed_count_where_they_are()
    {
        Assert.Equal(("new/b.txt", "new"), Place(Single, (0, "new/b.txt")));
        Assert.Equal(("film", "film"), Place(Folder, (0, "film/x"), (1, "film/d/y")));
        Assert.Equal(("", ""), Place(Folder, (0, "film/x")));
        Assert.Equal(("", ""), Place(Folder, (1, "y")));
    }

    [Fact]
    public void Before_the_metainfo_has_come_nothing_is_known_of_the_content()
    {
        TorrentSource source = TorrentSource.OfMagnet(
            "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&tr=http%3A%2F%2Fa").Value;
        TorrentRecord record = RecordOf(source);
        var maker = new OriginMaker { Earlier = (5, 6) };
        TorrentOrigin origin = maker.Make(record, null, source);
        Assert.Equal(("", "", 1), (origin.ContentPath, origin.RootFolder, origin.TrackerTiers.Count));
        Assert.Equal((5, 6), (origin.EarlierDownloaded, origin.EarlierUploaded));
    }

    private static (string Content, string Root) Place(string head, params (int Index, string Path)[] renamed)
    {
        (TorrentRecord record, TorrentSource source) = Parts(head);
        if (renamed.Length > 0)
        {
            record = record with
            {
                Wishes = record.Wishes with { Paths = renamed.ToDictionary(item => item.Index, item => item.Path) },
            };
        }

        TorrentOrigin origin = new OriginMaker().Make(record, source.Metainfo, source);
        return (origin.ContentPath, origin.RootFolder);
    }

    private static (TorrentRecord Record, TorrentSource Source) Parts(string head)
    {
        byte[] file = [.. Encoding.ASCII.GetBytes(head), .. new byte[20], .. "ee"u8];
        TorrentSource source = TorrentSource.OfFile(file).Value;
        return (RecordOf(source), source);
    }

    private static TorrentRecord RecordOf(TorrentSource source) => new()
    {
        InfoHash = source.InfoHash,
        Number = 1,
        Name = source.Name,
        Destination = "/downloads",
        AddedUnixMs = 0,
    };
}
