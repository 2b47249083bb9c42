using CsCheck;

namespace GSTorrent.Primitives.Tests;

public sealed class PieceGeometryTests
{
    private static readonly Gen<PieceGeometry> s_geometry =
        Gen.Select(Gen.Long[1, 5_000_000], Gen.Int[1, 300_000])
            .Select((total, piece) => new PieceGeometry(total, piece));

    [Fact]
    public void Pieces_and_blocks_cover_the_content_without_gap() =>
        s_geometry.Sample(geometry =>
        {
            long at = 0;
            foreach (int piece in Sampled(geometry))
            {
                at = geometry.OffsetOf(piece);
                int inside = 0;
                for (int block = 0; block < geometry.BlockCountOf(piece); block++)
                {
                    BlockRequest request = geometry.RequestOf(piece, block);
                    if (request.Offset != inside || !geometry.IsBlock(request)) return false;
                    inside += request.Length;
                }

                if (inside != geometry.SizeOf(piece)) return false;
                at += inside;
            }

            return at == geometry.TotalLength;
        });

    [Fact]
    public void What_reaches_outside_is_refused() =>
        Gen.Select(s_geometry, Gen.Int, Gen.Int, Gen.Int).Sample((geometry, piece, offset, length) =>
        {
            bool inside = piece >= 0 && piece < geometry.PieceCount && offset >= 0 && length > 0
                && (long)offset + length <= geometry.SizeOf(piece);
            return geometry.Contains(new BlockRequest(piece, offset, length)) == inside;
        });

    [Fact]
    public void Only_numbers_of_pieces_become_an_index()
    {
        var geometry = new PieceGeometry(100, 30);
        Assert.Equal(4, geometry.PieceCount);
        Assert.True(geometry.TryPiece(3, out PieceIndex last));
        Assert.Equal(10, geometry.SizeOf(last));
        Assert.False(geometry.TryPiece(4, out _));
        Assert.False(geometry.TryPiece(-1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PieceGeometry(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PieceGeometry(long.MaxValue, 1));
    }

    // Small pieces make too many to look at each: the first ones and the last.
    private static IEnumerable<int> Sampled(PieceGeometry geometry) =>
        Enumerable.Range(0, Math.Min(geometry.PieceCount, 20)).Append(geometry.PieceCount - 1);
}
