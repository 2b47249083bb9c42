namespace GSTorrent.Engine;
public static class TempStubs
{
    public static void SetFirstLastFirst(this TorrentHandle handle, bool on) { }
    public static void SetSuperSeeding(this TorrentHandle handle, bool on) { }
    public static void SetPeerLimits(this TorrentHandle handle, int a, int b) { }
    public static Task<string?> SetTrackersAsync(this TorrentHandle handle, IReadOnlyList<IReadOnlyList<string>> tiers) => Task.FromResult<string?>(null);
    public static Task<PiecesSnapshot> GetPiecesAsync(this TorrentHandle handle) => Task.FromResult<PiecesSnapshot>(null!);
}
public sealed record PiecesSnapshot(int PieceCount, int PieceLength, ReadOnlyMemory<byte> Have, IReadOnlyList<int> Open, IReadOnlyList<int> Availability);
