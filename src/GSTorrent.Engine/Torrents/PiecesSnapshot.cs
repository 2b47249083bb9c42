namespace GSTorrent.Engine;

/// <summary>The pieces of a torrent, as shown; all empty before the metainfo is known.</summary>
/// <param name="PieceCount">Number of pieces.</param>
/// <param name="PieceLength">Bytes of each but the last.</param>
/// <param name="Have">The verified ones, a bit each in the order of the wire: piece 0 is the high bit.</param>
/// <param name="Open">The numbers of those that are being downloaded, rising.</param>
/// <param name="Availability">How many connected peers have each; empty if no peer is connected.</param>
public sealed record PiecesSnapshot(
    int PieceCount, int PieceLength, ReadOnlyMemory<byte> Have, IReadOnlyList<int> Open,
    IReadOnlyList<int> Availability)
{
    internal static PiecesSnapshot None { get; } = new(0, 0, default, [], []);
}
