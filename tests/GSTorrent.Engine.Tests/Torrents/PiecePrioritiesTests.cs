using CsCheck;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Engine.Tests.Torrents;

public sealed class PiecePrioritiesTests
{
    [Fact]
    public void A_piece_is_wanted_as_much_as_the_most_wanted_file_in_it() =>
        Gen.Select(Gen.Int[0, 70_000].Array[1, 8], Gen.Int[0, 3].Array[0, 8]).Where(c => c.Item1.Sum() > 0)
            .Sample((lengths, numbers) =>
            {
                Metainfo metainfo = TestMetainfo.Of(16_384, lengths);
                FilePriority[] chosen = [.. numbers.Select(number => (FilePriority)number)];
                FilePriority[] actual = PiecePriorities.Of(metainfo.Geometry, metainfo.Files, chosen);
                for (int piece = 0; piece < actual.Length; piece++)
                    Assert.Equal(Slowly(metainfo, chosen, piece), actual[piece]);
            }, iter: 200);

    [Fact]
    public void First_and_last_are_the_pieces_with_the_ends_of_wanted_files() =>
        Gen.Select(Gen.Int[0, 70_000].Array[1, 8], Gen.Int[0, 3].Array[0, 8]).Where(c => c.Item1.Sum() > 0)
            .Sample((lengths, numbers) =>
            {
                Metainfo metainfo = TestMetainfo.Of(16_384, lengths);
                FilePriority[] chosen = [.. numbers.Select(number => (FilePriority)number)];
                Bitfield actual = PiecePriorities.FirstAndLast(metainfo.Geometry, metainfo.Files, chosen);
                HashSet<long> ends = [];
                foreach (ContentFile file in metainfo.Files)
                {
                    bool isSkipped = file.Index < chosen.Length && chosen[file.Index] == FilePriority.Skip;
                    if (file.Length == 0 || isSkipped) continue;
                    ends.Add(file.Offset / 16_384);
                    ends.Add((file.Offset + file.Length - 1) / 16_384);
                }

                for (int piece = 0; piece < actual.Length; piece++) Assert.Equal(ends.Contains(piece), actual[piece]);
            }, iter: 200);

    [Fact]
    public void Files_without_a_choice_are_wanted()
    {
        Metainfo metainfo = TestMetainfo.Of(16_384, 10, 10, 10);
        Assert.Equal([false, true, true], PiecePriorities.Wanted(metainfo.Files, [FilePriority.Skip]));
    }

    private static FilePriority Slowly(Metainfo metainfo, FilePriority[] chosen, int piece)
    {
        long start = metainfo.Geometry.OffsetOf(piece);
        long end = start + metainfo.Geometry.SizeOf(piece);
        FilePriority most = FilePriority.Skip;
        foreach (ContentFile file in metainfo.Files)
        {
            bool touches = file.Length > 0 && file.Offset < end && file.Offset + file.Length > start;
            FilePriority own = file.Index < chosen.Length ? chosen[file.Index] : FilePriority.Normal;
            if (touches && own > most) most = own;
        }

        return most;
    }
}
