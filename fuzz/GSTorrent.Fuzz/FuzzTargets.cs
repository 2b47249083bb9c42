using GSTorrent.Fuzz.Targets;

namespace GSTorrent.Fuzz;

/// <summary>Every parser that reads what others wrote.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("bencode", BencodeTargets.Document),
        new("metainfo", MetainfoTargets.File),
        // A link can choose all the files that a torrent can have, and is read twice.
        new("magnet", MetainfoTargets.Magnet, BaseBytes: 8 << 20),
        new("path", MetainfoTargets.Path),
        new("wire", WireTargets.Messages),
        new("handshake", WireTargets.Handshake),
        new("extended", WireTargets.Extended),
        new("http-tracker", TrackerTargets.Http),
        new("udp-tracker", TrackerTargets.Udp),
        new("tracker-url", TrackerTargets.Url),
        new("resume", StateTargets.Resume),
        new("wishes", StateTargets.Wishes),
        new("part-file", StateTargets.PartFile),
        new("settings-file", SettingTargets.File),
        new("setting", SettingTargets.Value),
        new("filter", QueryTargets.Filter),
        new("file-pattern", QueryTargets.FilePattern),
        new("list-query", QueryTargets.ListQuery),
        new("headers", HttpTargets.Headers),
        new("native-json", HttpTargets.NativeJson),
        new("json-rpc", HttpTargets.JsonRpc),
        new("form", HttpTargets.Form),
    ];

    public static FuzzTarget? Find(string name) =>
        All.FirstOrDefault(target => string.Equals(target.Name, name, StringComparison.Ordinal));
}
