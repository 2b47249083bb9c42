using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Engine.Tests.Resume;

public sealed class UnfinishedPiecesTests
{
    // Ten pieces of five blocks, the last piece of three.
    private static readonly PieceGeometry s_geometry = TestMetainfo.Of(5 * 16_384, (9 * 5 * 16_384) + 40_000).Geometry;

    [Fact]
    public void What_was_encoded_is_decoded() =>
        Gen.Select(Gen.Int[0, 9], Gen.Bool.Array[5]).Array[0, 10].Sample(pieces =>
        {
            List<(int Piece, Bitfield Blocks)> before = [];
            foreach ((int piece, bool[] bits) in pieces)
            {
                var blocks = new Bitfield(s_geometry.BlockCountOf(piece));
                for (int i = 0; i < blocks.Length; i++)
                    if (bits[i]) blocks.Set(i);
                before.Add((piece, blocks));
            }

            List<(int Piece, Bitfield Blocks)> after =
                UnfinishedPieces.Decode(UnfinishedPieces.Encode(before), s_geometry);
            Assert.Equal(string.Join(' ', before.Select(Text)), string.Join(' ', after.Select(Text)));
        });

    [Fact]
    public void Any_bytes_are_read_without_harm() =>
        Gen.Byte.Array[0, 60].Sample(bytes =>
        {
            foreach ((int piece, Bitfield blocks) in UnfinishedPieces.Decode(bytes, s_geometry))
                if (piece is < 0 or > 9 || blocks.Length != s_geometry.BlockCountOf(piece)) return false;
            return true;
        });

    [Fact]
    public void Damaged_bytes_lose_pieces_at_most() =>
        Gen.Select(Gen.Int[0, 17], Gen.Byte).Sample((place, value) =>
        {
            var blocks = new Bitfield(5);
            blocks.Set(2);
            byte[] bytes = UnfinishedPieces.Encode([(1, blocks), (2, blocks)]);
            bytes[place] = value;
            return UnfinishedPieces.Decode(bytes, s_geometry).Count <= 2;
        });

    private static string Text((int Piece, Bitfield Blocks) item) =>
        $"{item.Piece}:{Convert.ToHexString(item.Blocks.Bytes)}";
}
