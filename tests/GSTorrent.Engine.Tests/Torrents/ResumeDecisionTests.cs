using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine.Tests.Torrents;

public sealed class ResumeDecisionTests
{
    // Pieces: 0-1 file 0, 2 shared, 3-4 file 1.
    private static readonly Metainfo s_metainfo = TestMetainfo.Of(16_384, 40_000, 41_920);
    private static readonly bool[] s_all = [true, true];

    [Fact]
    public void A_new_torrent_begins_empty_and_reads_files_that_it_finds()
    {
        Assert.True(Decide(null, Gone, Gone).Have!.IsNone);
        ResumeDecision found = Decide(null, Gone, Stamp(5));
        Assert.Null(found.Have);
        Assert.Null(found.Error);
    }

    [Fact]
    public void What_was_recorded_is_trusted_whatever_the_time_says_after_a_crash()
    {
        ResumeDecision decision = Decide(Record([0, 1, 4], isClean: false), Stamp(40_000), Stamp(41_920));
        Assert.Equal(3, decision.Have!.Count);
    }

    [Fact]
    public void A_file_that_is_gone_stops_the_torrent_if_it_held_pieces()
    {
        ResumeDecision decision = Decide(Record([4], isClean: true), Gone, Gone);
        Assert.Equal(StorageErrorKind.Missing, decision.Error!.Kind);
        Assert.EndsWith("f1", decision.Error.Path, StringComparison.Ordinal);
        Assert.Null(Decide(Record([0], isClean: false), Stamp(40_000), Gone).Error);
    }

    [Fact]
    public void An_unwanted_file_may_be_gone() =>
        Assert.NotNull(ResumeDecision.Make(
            s_metainfo, [true, false], Record([0, 2], isClean: false), [Stamp(40_000), Gone], PathOf).Have);

    [Fact]
    public void A_file_too_short_for_its_pieces_is_read()
    {
        Assert.Null(Decide(Record([0, 1], isClean: false), Stamp(32_767), Gone).Have);
        Assert.NotNull(Decide(Record([0, 1], isClean: false), Stamp(32_768), Gone).Have);
    }

    [Fact]
    public void A_file_that_somebody_changed_while_at_rest_is_read()
    {
        ResumeData resume = Record([0], isClean: true) with { Stamps = [Stamp(40_000), Gone] };
        Assert.NotNull(Decide(resume, Stamp(40_000), Gone).Have);
        Assert.Null(Decide(resume, new FileStamp(40_000, 99), Gone).Have);
    }

    [Fact]
    public void Of_a_torrent_that_was_killed_whole_files_are_known_and_others_may_have_grown()
    {
        ResumeData resume = Record([0, 1, 2, 3], isClean: false) with { Stamps = [Stamp(40_000), Gone] };
        Assert.NotNull(Decide(resume, Stamp(40_000), new FileStamp(41_920, 7)).Have);
        Assert.Null(Decide(resume, new FileStamp(40_000, 99), Stamp(41_920)).Have);
    }

    [Fact]
    public void A_record_that_does_not_fit_is_not_believed() =>
        Assert.Null(Decide(new ResumeData { Verified = new byte[9] }, Stamp(40_000), Stamp(1)).Have);

    private static FileStamp Gone => FileStamp.Missing;

    private static FileStamp Stamp(long length) => new(length, 1);

    private static ResumeDecision Decide(ResumeData? resume, params FileStamp[] stamps) =>
        ResumeDecision.Make(s_metainfo, s_all, resume, stamps, PathOf);

    private static string PathOf(int file) => $"/root/f{file}";

    private static ResumeData Record(int[] pieces, bool isClean)
    {
        var have = new Bitfield(5);
        foreach (int piece in pieces) have.Set(piece);
        return new ResumeData { Verified = have.Bytes.ToArray(), IsClean = isClean };
    }
}
