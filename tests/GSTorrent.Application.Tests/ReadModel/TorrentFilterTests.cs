using CsCheck;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Tests.ReadModel;

public sealed class TorrentFilterTests
{
    private const long Now = 1_800_000_000_000;
    private const long Day = 86_400_000;

    private static readonly TorrentRow Row = new()
    {
        Number = 7,
        InfoHash = new InfoHash([.. Enumerable.Range(0, 20).Select(i => (byte)i)]),
        Name = "Debian 13 (amd64)",
        State = TorrentRowState.Seeding,
        Category = "linux/iso",
        Tags = ["Keep", "public"],
        HasMetainfo = true,
        WantedBytes = 3L << 30,
        DoneBytes = 3L << 30,
        TotalBytes = 4L << 30,
        Progress = 1,
        Downloaded = 1000,
        Uploaded = 2500,
        UploadRate = 2_000_000,
        AddedUnixMs = Now - (3 * Day),
        TrackerHost = "tracker.example.org",
    };

    [Theory]
    [InlineData("", true)]
    [InlineData("debian", true)]
    [InlineData("\"debian 13\"", true)]
    [InlineData("debian 12", false)]
    [InlineData("seeding", true)]
    [InlineData("downloading", false)]
    [InlineData("\"seeding\"", false)]
    [InlineData("state:seeding tag:keep", true)]
    [InlineData("state!=seeding", false)]
    [InlineData("tag:kee", false)]
    [InlineData("category:linux/iso", true)]
    [InlineData("category:linux", false)]
    [InlineData("-tag:keep", false)]
    [InlineData("not tag:none", true)]
    [InlineData("!downloading", true)]
    [InlineData("-(tag:keep)", false)]
    [InlineData("!(tag:keep or tag:none)", false)]
    [InlineData("-(tag:none)", true)]
    [InlineData("-\"debian 13\"", false)]
    [InlineData("-\"debian 12\"", true)]
    [InlineData("--tag:keep", true)]
    [InlineData("-not tag:keep", true)]
    [InlineData("\"-\"", false)]
    [InlineData("\"-tag:keep\"", false)]
    [InlineData("tag:none or tag:public", true)]
    [InlineData("tag:none or (downloading or active)", true)]
    [InlineData("(tag:keep and downloading) or size>4GiB", false)]
    [InlineData("size>=3GiB size<4GiB", true)]
    [InlineData("total=4GiB", true)]
    [InlineData("ratio>2", true)]
    [InlineData("ratio<=2.5", true)]
    [InlineData("ratio>2.5", false)]
    [InlineData("done=100%", true)]
    [InlineData("done<1", false)]
    [InlineData("up>1MB", true)]
    [InlineData("added<7d", true)]
    [InlineData("added>7d", false)]
    [InlineData("added>2026-01-01", true)]
    [InlineData("finished<7d", false)]
    [InlineData("complete:true", true)]
    [InlineData("private", false)]
    [InlineData("tracker:example", true)]
    [InlineData("id=7", true)]
    [InlineData("hash:0001020304", true)]
    [InlineData("name:\"13 (amd\"", true)]
    [InlineData("debian:13", false)]
    public void A_filter_lets_through_what_fits(string text, bool fits) =>
        Assert.Equal(fits, Parse(text).Matches(Row, Now));

    [Theory]
    [InlineData("rato>2", "at 1")]
    [InlineData("ratio>much", "not a number")]
    [InlineData("debian size>x", "at 8")]
    [InlineData("(debian", "parenthesis")]
    [InlineData("debian)", "at 7")]
    [InlineData("a or", "ends")]
    [InlineData("debian - amd64", "at 8: '-' stands alone")]
    [InlineData("!", "at 1: '!' stands alone")]
    [InlineData("(-)", "at 2: '-' stands alone")]
    [InlineData("\"debian", "quote")]
    [InlineData("name<x", "is text")]
    [InlineData("state:flying", "there is no state")]
    [InlineData("added>soon", "a date")]
    public void A_wrong_filter_says_what_and_where(string text, string part)
    {
        AppError? error = TorrentFilter.Parse(text).Error;
        Assert.Equal("filter-invalid", error?.Code);
        Assert.Contains(part, error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_makes_it_stumble() => Gen.Char["ab-!()\"\\ <>=:or7d%\t"].Array[0, 60].Sample(letters =>
    {
        Result<TorrentFilter> filter = TorrentFilter.Parse(new string(letters));
        if (filter.Error is { } error) return error.Code is "filter-invalid" && error.Message.Length < 500;
        return filter.Value.Matches(Row, Now) == filter.Value.Matches(Row, Now);
    });

    [Fact]
    public void Depth_and_length_are_limited()
    {
        Assert.NotNull(TorrentFilter.Parse(new string('(', 3_000)).Error);
        Assert.NotNull(TorrentFilter.Parse(new string('-', 3_999) + "a").Error);
        Assert.NotNull(TorrentFilter.Parse(new string('a', 5_000)).Error);
    }

    [Fact]
    public void An_order_sorts_by_its_field_and_then_by_number()
    {
        List<TorrentRow> rows =
        [
            Row with { Number = 1, Name = "b" },
            Row with { Number = 2, Name = "A" },
            Row with { Number = 3, Name = "B" },
        ];
        TorrentOrder.Parse("name").Value!.Sort(rows, Now);
        Assert.Equal([2, 1, 3], rows.Select(row => row.Number));
        TorrentOrder.Parse("-name").Value!.Sort(rows, Now);
        Assert.Equal([1, 3, 2], rows.Select(row => row.Number));
        Assert.Null(TorrentOrder.Parse(null).Value);
        Assert.Equal("sort-invalid", TorrentOrder.Parse("nonsense").Error?.Code);
    }

    private static TorrentFilter Parse(string text)
    {
        Result<TorrentFilter> filter = TorrentFilter.Parse(text);
        Assert.Null(filter.Error);
        return filter.Value;
    }
}
