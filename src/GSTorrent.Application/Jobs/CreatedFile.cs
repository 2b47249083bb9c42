namespace GSTorrent.Application.Jobs;

/// <summary>A .torrent file that was made.</summary>
/// <param name="TorrentFile">Its bytes.</param>
/// <param name="PieceLength">Length of its pieces.</param>
internal sealed record CreatedFile(ReadOnlyMemory<byte> TorrentFile, int PieceLength);
