using CsCheck;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Engine.Tests.Torrents.Content;

public sealed class PieceLedgerTests
{
    [Fact]
    public void Only_what_a_flush_held_is_durable_and_a_file_is_whole_once_with_its_last_piece() =>
        Gen.Select(Gen.Int[0, 70_000].Array[1, 6], Gen.Int[0, 30].Array[0, 60]).Where(c => c.Item1.Sum() > 0)
            .Sample((lengths, actions) => Play(TestMetainfo.Of(16_384, lengths), actions), iter: 300);

    [Fact]
    public void A_lost_piece_does_not_make_others_durable()
    {
        var ledger = new PieceLedger(TestMetainfo.Of(16_384, 5 * 16_384));
        ledger.Begin(new Bitfield(5));
        ledger.Written(0);
        ledger.Written(1);
        ledger.Lost(0);
        Assert.True(ledger.Durable.IsNone);
        Assert.Equal(16_384, ledger.UnflushedBytes);
        Assert.Equal([1], ledger.TakeUnflushed().Pieces);
    }

    [Fact]
    public void Bytes_of_files_are_counted_to_the_byte()
    {
        Metainfo metainfo = TestMetainfo.Of(16_384, 10_000, 0, 10_000, 40_000);
        var have = new Bitfield(4);
        have.Set(0);
        have.Set(3);
        Assert.Equal([10_000, 0, 6384, 60_000 - 49_152], PieceLedger.FileBytesDone(metainfo, have));
    }

    private static void Play(Metainfo metainfo, int[] actions)
    {
        int count = metainfo.Geometry.PieceCount;
        var ledger = new PieceLedger(metainfo);
        ledger.Begin(new Bitfield(count));
        HashSet<int> written = [];
        HashSet<int> durable = [];
        IReadOnlyList<int> flushing = [];
        foreach (int action in actions)
        {
            int piece = action % count;
            if (action >= 28)
            {
                flushing = [.. flushing, .. ledger.TakeUnflushed().Pieces];
            }
            else if (action >= 26)
            {
                ledger.MarkDurable(flushing);
                durable.UnionWith(flushing.Where(written.Contains));
                flushing = [];
            }
            else if (action == 25)
            {
                ledger.Lost(piece);
                written.Remove(piece);
                durable.Remove(piece);
                flushing = [.. flushing.Where(one => one != piece)];
            }
            else
            {
                ledger.Written(piece);
                written.Add(piece);
            }

            for (int i = 0; i < count; i++) Assert.Equal(durable.Contains(i), ledger.Durable[i]);
        }

        ledger.TakeUnflushed();
        for (int piece = 0; piece < count; piece++) ledger.Lost(piece);
        for (int piece = 0; piece < count; piece++) ledger.Written(piece);
        Assert.Equal(
            metainfo.Files.Where(file => file.Length > 0).Select(file => file.Index),
            ledger.TakeUnflushed().WholeFiles);
        Assert.Equal(0, ledger.UnflushedBytes);
    }
}
