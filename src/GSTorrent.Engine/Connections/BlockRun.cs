using System.Runtime.InteropServices;

namespace GSTorrent.Engine;

/// <summary>Neighbouring blocks of one piece.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BlockRun(int Piece, int First, int Count)
{
    /// <summary>The run with the block that follows it; false if that is another one.</summary>
    public bool TryExtend(int piece, int block, out BlockRun longer)
    {
        longer = this with { Count = Count + 1 };
        return piece == Piece && block == First + Count;
    }
}
