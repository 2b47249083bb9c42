using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;

namespace GSTorrent.Cli.Tests.Parsing;

public sealed class TorrentListTests
{
    private static readonly TorrentDto[] _torrents =
    [
        Make(1, "Debian", TorrentState.Seeding) with { Tags = ["Linux"], UploadBytesPerSecond = 5 },
        Make(2, "error log", TorrentState.Downloading) with { EtaS = 5, WantedBytes = 10 },
        Make(3, "arch", TorrentState.Error) with { Tags = ["linux", "x"], WantedBytes = 10 },
    ];

    [Theory]
    [InlineData("", "1,2,3")]
    [InlineData("seeding", "1")]
    [InlineData("error", "3")]
    [InlineData("name:error", "2")]
    [InlineData("deb", "1")]
    [InlineData("tag:linux", "1,3")]
    [InlineData("tag:linux state:ERROR", "3")]
    [InlineData("active", "1")]
    [InlineData("debian arch", "")]
    [InlineData("http:x", "")]
    public void Filters(string expression, string expected)
    {
        Assert.True(TorrentFilter.TryParse(expression, out TorrentFilter filter, out _));
        Assert.Equal(expected, Ids(_torrents.Where(filter.Matches)));
    }

    [Theory]
    [InlineData("id", false, "1,2,3")]
    [InlineData("id", true, "3,2,1")]
    [InlineData("name", false, "3,1,2")]
    [InlineData("size", false, "1,2,3")]
    [InlineData("size", true, "2,3,1")]
    [InlineData("eta", false, "2,1,3")]
    public void Sorts(string name, bool isReversed, string expected) =>
        Assert.Equal(expected, Ids(TorrentOrder.Apply(_torrents.Reverse(), name, isReversed)));

    [Fact]
    public void Every_order_works()
    {
        foreach (string name in TorrentOrder.Names) Assert.Equal(3, TorrentOrder.Apply(_torrents, name, true).Count);
    }

    private static string Ids(IEnumerable<TorrentDto> torrents) => string.Join(',', torrents.Select(t => t.Id));

    private static TorrentDto Make(int id, string name, TorrentState state) => new()
    {
        Id = id,
        InfoHash = new string('a', 40),
        Name = name,
        State = state,
        AddedUnixMs = id,
        Destination = "/",
    };
}
