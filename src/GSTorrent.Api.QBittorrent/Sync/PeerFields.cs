using GSTorrent.Api.QBittorrent.Fields;
using GSTorrent.Engine;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>Every field of a peer.</summary>
internal static class PeerFields
{
    // The part of a peer's id that says which program it is, in most of them.
    private const int ProgramLetters = 8;

    public static FieldTable<PeerSnapshot> Table { get; } = new(
    [
        Text("ip", (in s) => s.Address.Address.ToString()),
        Number("port", (in s) => s.Address.Port),
        Text("client", (in s) => s.ClientName),
        Text("peer_id_client", (in s) => BeginningOf(s.PeerIdText)),
        Text("connection", (in _) => "BT"),
        Text("flags", (in s) => s.Flags),
        Text("flags_desc", (in s) => PeerFlags.Describe(s)),
        new RealField<PeerSnapshot>("progress", (in s) => s.Progress),
        new RealField<PeerSnapshot>("relevance", (in s) => s.Relevance),
        Number("dl_speed", (in s) => s.DownloadRate),
        Number("up_speed", (in s) => s.UploadRate),
        Number("downloaded", (in s) => s.Downloaded),
        Number("uploaded", (in s) => s.Uploaded),
        Text("files", (in _) => ""),
    ]);

    private static string BeginningOf(string? id) =>
        id is { Length: > ProgramLetters } ? id[..ProgramLetters] : id ?? "";

    private static TextField<PeerSnapshot> Text(string name, Getter<PeerSnapshot, string> get) => new(name, get);

    private static NumberField<PeerSnapshot> Number(string name, Getter<PeerSnapshot, long> get) => new(name, get);
}
