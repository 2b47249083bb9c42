using System.Collections.Frozen;
using GSTorrent.Api.Transmission.Rpc;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>Every field of a torrent, one row each.</summary>
internal static class FieldTable
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TorrentField> All { get; } =
    [
        .. IdentityFields.All, .. StateFields.All, .. TransferFields.All, .. PeerFields.All, .. FileFields.All,
        .. PieceFields.All, .. TrackerFields.All,
    ];

    private static readonly FrozenDictionary<string, TorrentField> BySnake =
        All.ToFrozenDictionary(field => field.Name.Snake, StringComparer.Ordinal);

    /// <summary>
    /// The field that a client asks for; null if there is none. Who speaks the legacy dialect may use any style.
    /// </summary>
    public static TorrentField? Find(string name, Dialect dialect) =>
        BySnake.GetValueOrDefault(dialect == Dialect.Legacy ? NameStyles.ToSnake(name) : name);
}
