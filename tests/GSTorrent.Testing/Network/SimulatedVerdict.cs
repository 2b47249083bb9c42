using System.Security.Cryptography;
using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Testing.Network;

/// <summary>
/// Judges pieces without their bytes: the first byte of each block tells whether it is right (0) or in which way it is
/// wrong.
/// </summary>
public static class SimulatedVerdict
{
    /// <summary>The mark of a block that is right.</summary>
    public const byte Good = 0;

    /// <summary>What storage would say of the piece.</summary>
    public static StoreResult On(OpenPiece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        bool isGood = true;
        foreach (BlockBuffer? buffer in piece.Buffers) isGood &= MarkOf(buffer) == Good;
        StoreOutcome outcome = isGood ? StoreOutcome.Stored : StoreOutcome.HashMismatch;
        return isGood && !piece.WantsBlockHashes
            ? new StoreResult(outcome) : new StoreResult(outcome, BlockHashes(piece));
    }

    private static byte[] BlockHashes(OpenPiece piece)
    {
        var hashes = new byte[piece.BlockCount * SHA1.HashSizeInBytes];
        for (int block = 0; block < piece.BlockCount; block++)
            hashes.AsSpan(block * SHA1.HashSizeInBytes, SHA1.HashSizeInBytes).Fill(MarkOf(piece.Buffers[block]));
        return hashes;
    }

    private static byte MarkOf(BlockBuffer? buffer) => buffer is null ? Good : buffer.Span[0];
}
