using GSTorrent.Application.Persistence;
using GSTorrent.Application.Torrents;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Tests.Torrents.Places;

public sealed class UsedFilesTests
{
    [Theory]
    [InlineData("/d", "/d", "0 1 2")]
    [InlineData("/d", "/e", "")]
    [InlineData("/d", "/d2", "")]
    [InlineData("/", "/", "0 1 2")]
    public void Equal_torrents_share_all_files_of_one_place(string mine, string theirs, string expected)
    {
        UsedFiles left = Place(1, mine, "t", "a", "b/c", "b/d");
        Assert.Equal(expected, Text(left.SharedWith(Place(2, theirs, "t", "a", "b/c", "b/d"))));
    }

    [Fact]
    public void Indexes_are_those_of_the_one_that_asks()
    {
        UsedFiles mine = Place(1, "/d", "t", "a", "b/c", "b/d"), theirs = Place(2, "/d", "t", "b/d", "x");
        Assert.Equal("2", Text(mine.SharedWith(theirs)));
        Assert.Equal("0", Text(theirs.SharedWith(mine)));
    }

    [Fact]
    public void A_place_within_the_other_may_hold_the_same_file()
    {
        UsedFiles outer = Place(1, "/d", "t", "a", "b/c"), inner = Place(2, "/d/t", "b", "c", "e");
        Assert.Equal("1", Text(outer.SharedWith(inner)));
        Assert.Equal("0", Text(inner.SharedWith(outer)));
        Assert.Empty(outer.SharedWith(Place(3, "/d/t", "bb", "c")));
    }

    [Fact]
    public void A_single_file_is_compared_by_its_own_name()
    {
        UsedFiles single = Single(1, "/d", "movie");
        Assert.Equal("0", Text(single.SharedWith(Single(2, "/d", "movie"))));
        Assert.Empty(single.SharedWith(Single(2, "/d", "movies")));
        Assert.Empty(single.SharedWith(Place(2, "/d", "movie", "a")));
        Assert.Equal("0", Text(Single(1, "/d/t", "a").SharedWith(Place(2, "/d", "t", "a"))));
    }

    [Fact]
    public void A_file_that_is_not_complete_is_the_same_under_its_longer_name()
    {
        Assert.Equal("0", Text(Single(1, "/d", "movie").SharedWith(Single(2, "/d", "movie.part"))));
        Assert.Equal("1", Text(Place(1, "/d", "t", "a", "b.part").SharedWith(Place(2, "/d", "t", "b"))));
        Assert.Equal("0", Text(Place(1, "/d", "t.part", "a").SharedWith(Place(2, "/d", "t.part", "a"))));
    }

    [Fact]
    public void Renamed_files_are_compared_by_their_new_paths_and_while_that_goes_on_by_their_old_ones_too()
    {
        var paths = new Dictionary<int, string> { [0] = "new/a", [1] = "t/b" };
        var former = new Dictionary<int, string> { [1] = "old/b" };
        var wishes = new TorrentWishes { Paths = paths, FormerPaths = former };
        UsedFiles renamed = Place(1, "/d", "t", "a", "b") with { Wishes = wishes };
        Assert.Equal("0", Text(renamed.SharedWith(Place(2, "/d", "new", "a", "b"))));
        Assert.Equal("1", Text(renamed.SharedWith(Place(2, "/d", "old", "a", "b"))));
        Assert.Equal("1", Text(renamed.SharedWith(Place(2, "/d", "t", "a", "b"))));
        Assert.Equal("1", Text(Place(2, "/d", "t", "a", "b").SharedWith(renamed)));
    }

    [Fact]
    public void A_torrent_that_moves_is_in_both_places()
    {
        UsedFiles moving = Place(1, "/d", "t", "a") with { Roots = ["/d", "/new"] };
        Assert.Equal("0", Text(moving.SharedWith(Place(2, "/new", "t", "a"))));
        Assert.Equal("0", Text(Place(2, "/d", "t", "a").SharedWith(moving)));
    }

    [Fact]
    public async Task Who_would_use_files_of_a_claim_waits_for_its_end()
    {
        var claims = new ContentClaims();
        UsedFiles place = Place(1, "/d", "t", "a"), twin = Place(2, "/d", "t", "a"), other = Place(3, "/e", "t", "a");
        Assert.Null(claims.BlockerOf(place.InfoHash, () => throw new InvalidOperationException()));
        ContentClaim leaving = claims.Take(other.InfoHash, files: null), deleting = claims.Take(place.InfoHash, place);
        Assert.Same(deleting, claims.BlockerOf(place.InfoHash, () => null));
        Assert.Same(deleting, claims.BlockerOf(twin.InfoHash, () => twin));
        Assert.Same(leaving, claims.BlockerOf(other.InfoHash, () => other));
        leaving.Dispose();
        Assert.Null(claims.BlockerOf(other.InfoHash, () => other));
        Assert.Null(claims.BlockerOf(twin.InfoHash, () => null));
        Assert.False(deleting.Ended.IsCompleted);
        deleting.Dispose();
        await deleting.Ended;
        Assert.Null(claims.BlockerOf(twin.InfoHash, () => twin));
    }

    private static string Text(IReadOnlySet<int> files) => string.Join(' ', files.Order());

    private static UsedFiles Single(int number, string root, string name) => Of(number, root, new MetainfoBuilder
    {
        Name = name,
        PieceLength = 16_384,
        Files = [new CreationFile(name, 10)],
        IsSingleFile = true,
    });

    private static UsedFiles Place(int number, string root, string name, params string[] files) =>
        Of(number, root, new MetainfoBuilder
        {
            Name = name,
            PieceLength = 16_384,
            Files = [.. files.Select(file => new CreationFile(file, 10))],
        });

    private static UsedFiles Of(int number, string root, MetainfoBuilder builder)
    {
        Assert.True(Metainfo.TryParse(builder.BuildV1(new byte[20]), out Metainfo? metainfo, out _));
        return new UsedFiles(Samples.Hash(number), $"torrent {number}", metainfo, [root]);
    }
}
