using GSTorrent.Api.Transmission.Torrents;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Swarm;

namespace GSTorrent.Api.Transmission.Tests.Torrents;

public sealed class FilePicksTests
{
    private const FilePriority Skip = FilePriority.Skip, Low = FilePriority.Low;
    private const FilePriority Normal = FilePriority.Normal, High = FilePriority.High;

    [Fact]
    public void A_wanted_file_keeps_its_priority() =>
        Assert.Empty(Picks(wanted: [0, 1]).For(Files(High, Low))!);

    [Fact]
    public void A_file_that_is_wanted_again_is_normal() =>
        Assert.Equal([new FileRule("#1", Normal)], Picks(wanted: [0, 1]).For(Files(High, Skip))!);

    [Fact]
    public void A_priority_does_not_make_a_file_wanted() =>
        Assert.Equal([new FileRule("#1", High)], Picks(high: [0, 1]).For(Files(Skip, Normal))!);

    [Fact]
    public void Of_one_call_wanted_beats_unwanted_and_keeps_the_priority() =>
        Assert.Equal([new FileRule("#1", Skip)], Picks(wanted: [0], unwanted: [0, 1]).For(Files(High, Normal))!);

    [Fact]
    public void An_empty_list_is_every_file() =>
        Assert.Equal([new FileRule("#0,2", Low)], Picks(low: []).For(Files(Normal, Low, High))!);

    [Theory]
    [InlineData(2, -1, -1)]
    [InlineData(-1, 2, -1)]
    [InlineData(-1, -1, 2)]
    public void A_place_beyond_the_last_one_is_none(int wanted, int unwanted, int low) =>
        Assert.Null(Picks(Of(wanted), Of(unwanted), Of(low)).For(Files(Normal, Normal)));

    [Fact]
    public void Of_a_new_torrent_all_files_are_wanted_but_those_that_are_not() => Assert.Equal(
        [new FileRule("#1", High), new FileRule("#0,3-5", Skip)],
        Picks(wanted: [2], unwanted: [0, 5, 2, 3, 4], high: [1]).ForNew());

    private static int[]? Of(int place) => place < 0 ? null : [place];

    private static FilePicks Picks(
        IReadOnlyList<int>? wanted = null, IReadOnlyList<int>? unwanted = null, IReadOnlyList<int>? low = null,
        IReadOnlyList<int>? high = null)
    {
        var priorities = new List<(FilePriority, IReadOnlyList<int>)>();
        if (low is not null) priorities.Add((Low, low));
        if (high is not null) priorities.Add((High, high));
        return new FilePicks(wanted, unwanted, priorities);
    }

    private static FileSnapshot[] Files(params FilePriority[] priorities) =>
        [.. priorities.Select((priority, i) => new FileSnapshot(i, $"{i}", 1, 0, priority))];
}
