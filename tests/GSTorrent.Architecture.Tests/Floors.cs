namespace GSTorrent.Architecture.Tests;

/// <summary>What each project of src may reference. A project that is not named here may not exist.</summary>
internal static class Floors
{
    private static readonly string[] Ground = ["Primitives", "Bencoding"];
    private static readonly string[] Codecs = ["Metainfo", "Wire", "Trackers", "Dht"];
    private static readonly string[] UpToEngine = [.. Ground, .. Codecs, "Swarm", "Transport", "Storage", "Engine"];

    public static IReadOnlyDictionary<string, string[]> Allowed { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Primitives"] = [],
            ["Bencoding"] = [],
            ["Api.Contracts"] = [],
            ["Metainfo"] = Ground,
            ["Wire"] = Ground,
            ["Trackers"] = Ground,
            ["Dht"] = Ground,
            ["Swarm"] = [.. Ground, .. Codecs],
            ["Transport"] = ["Primitives", "Wire"],
            ["Storage"] = ["Primitives", "Metainfo"],
            ["Engine"] = [.. Ground, .. Codecs, "Swarm", "Transport", "Storage"],
            ["Application"] = UpToEngine,
            ["Api.Native"] = ["Application", "Api.Contracts"],
            ["Api.Transmission"] = ["Application"],
            ["Api.QBittorrent"] = ["Application"],
            ["Client"] = ["Api.Contracts"],
            // What both programs say and ask in the same words; making torrents is Storage's.
            ["Terminal"] = ["Storage"],
            ["Web"] = ["Api.Contracts", "Client"],
            // gstctl makes .torrent files locally: metainfo and hashing are no part of the server.
            ["Cli"] = ["Api.Contracts", "Client", "Terminal", "Metainfo", "Storage", "Primitives"],
            ["Server"] =
        [
            .. UpToEngine, "Application", "Api.Contracts", "Api.Native", "Api.Transmission", "Api.QBittorrent", "Web",
            "Terminal",
        ],
        };

    /// <summary>Projects that are called, never waited for: no await, no sockets, no files, no clock.</summary>
    public static IReadOnlyList<string> Pure { get; } = [.. Ground, "Api.Contracts", .. Codecs, "Swarm"];
}
