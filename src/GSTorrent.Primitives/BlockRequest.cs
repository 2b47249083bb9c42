namespace GSTorrent.Primitives;

/// <summary>
/// A range of one piece, as asked for by request, cancel and reject (BEP 3, BEP 6). Not validated by itself.
/// </summary>
/// <param name="Piece">Index of the piece.</param>
/// <param name="Offset">First byte inside the piece.</param>
/// <param name="Length">Bytes; 16 KiB but for the last block of a piece.</param>
public readonly record struct BlockRequest(int Piece, int Offset, int Length);
