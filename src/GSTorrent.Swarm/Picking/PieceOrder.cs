using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>In which order pieces are started.</summary>
/// <param name="IsSequential">One after the other instead of rarest first, among those of equal priority.</param>
/// <param name="First">Those that go before all others, if they are wanted at all; null is none.</param>
public sealed record PieceOrder(bool IsSequential = false, Bitfield? First = null);
