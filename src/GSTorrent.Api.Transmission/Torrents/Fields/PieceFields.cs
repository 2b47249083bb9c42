using GSTorrent.Engine;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>Fields of the pieces.</summary>
internal static class PieceFields
{
    public static IReadOnlyList<TorrentField> All { get; } =
    [
        TorrentField.Text("pieces", view => Convert.ToBase64String(HaveOf(view)), FieldNeeds.Pieces),
        TorrentField.List(
            "availability", FieldNeeds.Pieces, AvailabilityOf, (writer, peers) => writer.Json.WriteNumberValue(peers)),
    ];

    /// <summary>Do we have it? The highest bit of the first byte is the first piece (BEP 3).</summary>
    public static bool Has(PiecesSnapshot pieces, int piece) =>
        (piece >> 3) < pieces.Have.Length && (pieces.Have.Span[piece >> 3] & (0x80 >> (piece & 7))) != 0;

    // Programs take it for granted that there is a bit for each piece.
    private static ReadOnlySpan<byte> HaveOf(TorrentView view) =>
        view.Pieces is { } pieces ? pieces.Have.Span : new byte[(view.Row.PieceCount + 7) / 8];

    // Peers that have each piece, -1 for those that we have.
    private static IEnumerable<int> AvailabilityOf(TorrentView view)
    {
        if (view.Pieces is not { } pieces) yield break;
        for (int piece = 0; piece < pieces.PieceCount; piece++)
        {
            if (Has(pieces, piece)) yield return -1;
            else yield return piece < pieces.Availability.Count ? pieces.Availability[piece] : 0;
        }
    }
}
