using CsCheck;

namespace GSTorrent.Engine.Tests.Resume;

public sealed class RecordingLagTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public void It_holds_above_nine_and_lets_go_below_six()
    {
        var lag = new RecordingLag();
        for (int piece = 0; piece < 8; piece++) lag.Take(MiB);
        Assert.False(lag.IsHeld);
        lag.Take(MiB);
        Assert.True(lag.IsHeld);
        Assert.False(lag.IsShut);
        for (int piece = 0; piece < 3; piece++) lag.Take(MiB);
        Assert.True(lag.IsShut);
        Record(lag, 6 * MiB);
        Assert.True(lag.IsHeld);
        Record(lag, 1 * MiB);
        Assert.False(lag.IsHeld);
        Assert.Equal(5 * MiB, lag.Bytes);
    }

    [Fact]
    public void A_piece_that_storage_refused_is_not_waited_for()
    {
        var lag = new RecordingLag();
        for (int piece = 0; piece < 12; piece++) lag.Take(MiB);
        for (int piece = 0; piece < 12; piece++) lag.Drop(MiB);
        Assert.Equal(0, lag.Bytes);
        Assert.False(lag.IsHeld);
    }

    [Fact]
    public void An_answer_of_an_earlier_run_counts_for_nothing()
    {
        var lag = new RecordingLag();
        lag.Take(10 * MiB);
        lag.Flush(10 * MiB);
        RecordingMark late = lag.Mark();
        lag.Begin();
        lag.Take(10 * MiB);
        lag.Recorded(late);
        Assert.Equal(10 * MiB, lag.Bytes);
        Assert.True(lag.IsHeld);
    }

    [Fact]
    public void Answers_may_come_late_and_out_of_order() =>
        Gen.Int[1, 4 * MiB].Array[1, 50].Sample(pieces =>
        {
            var lag = new RecordingLag();
            var marks = new List<RecordingMark>();
            foreach (int piece in pieces)
            {
                lag.Take(piece);
                lag.Flush(piece);
                marks.Add(lag.Mark());
            }

            marks.Reverse();
            foreach (RecordingMark mark in marks) lag.Recorded(mark);
            return lag.Bytes == 0 && !lag.IsHeld && !lag.IsShut;
        });

    private static void Record(RecordingLag lag, int bytes)
    {
        lag.Flush(bytes);
        lag.Recorded(lag.Mark());
    }
}
