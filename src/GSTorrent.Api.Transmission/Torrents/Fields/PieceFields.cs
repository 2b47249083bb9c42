using GSTorrent.Engine;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>Fields of the pieces.</summary>
internal static class PieceFields
{
    public static IReadOnlyList<TorrentField> All { get; } =
    [
        TorrentField.Text(
            "pieces",
            view => view.Pieces is { } pieces ? Convert.ToBase64String(pieces.Have.Span) : "",
            FieldNeeds.Pieces),
        TorrentField.List(
            "availability", FieldNeeds.Pieces, AvailabilityOf, (writer, peers) => writer.Json.WriteNumberValue(peers)),
    ];

    /// <summary>Do we have it? The highest bit of the first byte is the first piece (BEP 3).</summary>
    public static bool Has(PiecesSnapshot pieces, int piece) =>
        (piece >> 3) < pieces.Have.Length && (pieces.Have.Span[piece >> 3] & (0x80 >> (piece & 7))) != 0;

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
