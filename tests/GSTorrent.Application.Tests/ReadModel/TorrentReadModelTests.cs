using CsCheck;
using GSTorrent.Application.ReadModel;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Application.Tests.ReadModel;

public sealed class TorrentReadModelTests
{
    private const long Start = 1_800_000_000_000;
    private readonly TorrentReadModel _model = new(Start, maxDeparted: 3);

    [Fact]
    public void A_reader_gets_what_changed_after_its_revision()
    {
        _model.Publish(Row(1));
        _model.Publish(Row(2));
        TorrentDelta all = _model.All();
        Assert.True(all.IsFull);
        Assert.Equal([1, 2], all.Changed.Select(row => row.Number));
        _model.Publish(Row(1) with { Name = "new" });
        _model.Publish(Row(3));
        _model.Remove(2);
        TorrentDelta delta = _model.Since(all.Revision);
        Assert.False(delta.IsFull);
        Assert.Equal([1, 3], delta.Changed.Select(row => row.Number));
        Assert.Equal([2], delta.Removed);
        Assert.True(_model.Since(delta.Revision).IsEmpty);
    }

    [Fact]
    public void A_row_that_looks_as_before_is_no_change()
    {
        Assert.True(_model.Publish(Row(1)));
        long revision = _model.Revision;
        Assert.False(_model.Publish(Row(1)));
        Assert.Equal(revision, _model.Revision);
        Assert.False(_model.Remove(9));
        Assert.Equal(revision, _model.Revision);
    }

    [Fact]
    public void Who_was_away_for_too_long_or_comes_from_another_run_gets_everything()
    {
        for (int i = 1; i <= 6; i++) _model.Publish(Row(i));
        long old = _model.Revision;
        for (int i = 1; i <= 4; i++) _model.Remove(i);
        Assert.True(_model.Since(old).IsFull);
        Assert.Equal([2, 3, 4], _model.Since(old + 1).Removed);
        Assert.True(_model.Since(_model.Revision + 1).IsFull);
        Assert.True(_model.Since((Start - 10_000) * 1000).IsFull);
        Assert.True(_model.Since(0).IsFull);
        Assert.True(_model.Since(long.MinValue).IsFull);
    }

    [Fact]
    public void What_is_gone_or_changed_its_category_is_told_with_the_one_that_it_had()
    {
        for (int i = 1; i <= 3; i++) _model.Publish(Row(i) with { Category = "tv" });
        long old = _model.Revision;
        _model.Publish(Row(1) with { Category = "tv", Name = "new" });
        _model.Publish(Row(2) with { Category = "films" });
        _model.Remove(2);
        _model.Remove(3);
        TorrentDelta delta = _model.Since(old);
        Assert.Equal([2, 3], delta.Removed);
        Assert.Equal([(2, "tv"), (2, "films"), (3, "tv")], delta.Left);
        Assert.Empty(_model.Since(delta.Revision).Left);
        _model.Publish(Row(1) with { Category = "" });
        Assert.True(_model.Since(old).IsFull);
        Assert.Equal([(1, "tv")], _model.Since(delta.Revision).Left);
    }

    [Fact]
    public void A_torrent_is_found_by_number_info_hash_and_prefix()
    {
        _model.Publish(Row(7));
        string infoHash = Samples.Hash(7).ToString();
        Assert.Equal(7, _model.Find("7").Value.Number);
        Assert.Equal(7, _model.Find(infoHash.ToUpperInvariant()).Value.Number);
        Assert.Equal(7, _model.Find(infoHash[..6]).Value.Number);
        Assert.Equal("torrent-not-found", _model.Find(infoHash[..5]).Error?.Code);
        Assert.Equal("torrent-not-found", _model.Find("").Error?.Code);
        Assert.Equal("torrent-not-found", _model.Find("8").Error?.Code);
        byte[] twin = Samples.Hash(7).ToArray();
        twin[19] ^= 1;
        _model.Publish(Row(8) with { InfoHash = new Primitives.InfoHash(twin) });
        Assert.Equal("ambiguous-id", _model.Find(infoHash[..6]).Error?.Code);
        Assert.Equal(8, _model.Find(Convert.ToHexString(twin)).Value.Number);
    }

    [Fact]
    public void A_reader_that_follows_deltas_always_has_the_whole_truth() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[0, 3]).Array[0, 80].Sample(steps =>
        {
            var model = new TorrentReadModel(Start, maxDeparted: 3);
            var seen = new Dictionary<int, string>();
            var truth = new Dictionary<int, string>();
            long revision = 0;
            int step = 0;
            foreach (var (number, action) in steps)
            {
                step++;
                if (action == 0 && model.Remove(number)) truth.Remove(number);
                if (action is 1 or 2)
                {
                    truth[number] = $"{step}";
                    model.Publish(Row(number) with { Name = $"{step}" });
                }

                if (action == 3) revision = Apply(model.Since(revision), seen);
                if (action == 0) Assert.Equal(truth.Count, model.All().Changed.Count);
            }

            Apply(model.Since(revision), seen);
            List<KeyValuePair<int, string>> inOrder = [.. truth.OrderBy(pair => pair.Key)];
            return seen.OrderBy(pair => pair.Key).SequenceEqual(inOrder)
                && model.All().Changed.Select(row => KeyValuePair.Create(row.Number, row.Name)).SequenceEqual(inOrder);
        });

    [Fact]
    public async Task Following_wakes_up_and_gathers_what_happens_in_a_pause()
    {
        var clock = new FakeTimeProvider();
        using var stop = new CancellationTokenSource();
        _model.Publish(Row(1));
        await using var deltas = _model
            .FollowAsync(_model.Revision, TimeSpan.FromSeconds(1), clock, stop.Token).GetAsyncEnumerator();
        ValueTask<bool> first = deltas.MoveNextAsync();
        Assert.False(first.IsCompleted);
        _model.Publish(Row(2));
        Assert.True(await first);
        Assert.Equal(2, Assert.Single(deltas.Current.Changed).Number);
        ValueTask<bool> second = deltas.MoveNextAsync();
        _model.Publish(Row(3));
        _model.Publish(Row(4));
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await second);
        Assert.Equal([3, 4], deltas.Current.Changed.Select(row => row.Number));
        ValueTask<bool> third = deltas.MoveNextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await third);
    }

    [Fact]
    public void Forty_thousand_rows_are_listed_in_order()
    {
        for (int i = 40_000; i >= 1; i--) _model.Publish(Row(i));
        TorrentDelta all = _model.All();
        Assert.Equal(Enumerable.Range(1, 40_000), all.Changed.Select(row => row.Number));
        for (int i = 1; i <= 100; i++) _model.Publish(Row(i) with { Uploaded = 1 });
        Assert.Equal(100, _model.Since(all.Revision).Changed.Count);
        Assert.Equal(40_000, _model.Count);
    }

    [Fact]
    public void Ratio_and_time_left_are_worked_out()
    {
        TorrentRow row = Row(1) with { WantedBytes = 100, DoneBytes = 40, DownloadRate = 20 };
        row = row with { Uploaded = 10, Downloaded = 20 };
        Assert.Equal(3, row.EtaS);
        Assert.Equal(0.5, row.Ratio);
        Assert.Null((row with { DownloadRate = 0 }).EtaS);
        Assert.Null((row with { DoneBytes = 100 }).EtaS);
        Assert.Equal(0.25, (row with { Downloaded = 0 }).Ratio);
        Assert.Equal(0, Row(1).Ratio);
    }

    private static long Apply(TorrentDelta delta, Dictionary<int, string> seen)
    {
        if (delta.IsFull) seen.Clear();
        foreach (int number in delta.Removed) seen.Remove(number);
        foreach (TorrentRow row in delta.Changed) seen[row.Number] = row.Name;
        return delta.Revision;
    }

    private static TorrentRow Row(int number) =>
        new() { Number = number, InfoHash = Samples.Hash(number), Name = $"torrent {number}" };
}
