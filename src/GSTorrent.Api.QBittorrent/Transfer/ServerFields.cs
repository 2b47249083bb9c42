using GSTorrent.Api.QBittorrent.Fields;

namespace GSTorrent.Api.QBittorrent.Transfer;

/// <summary>Every field of the server's state.</summary>
internal static class ServerFields
{
    /// <summary>What transfer/info shows.</summary>
    public static FieldTable<ShownServer> Transfers { get; } = new(OfTransfers());

    /// <summary>What the side and status bars show.</summary>
    public static FieldTable<ShownServer> All { get; } = new([.. OfTransfers(), .. OfState(), .. OfCaches()]);

    private static Field<ShownServer>[] OfTransfers() =>
    [
        Number("dl_info_speed", (in s) => s.Statistics.DownloadRate),
        Number("dl_info_data", (in s) => s.Statistics.SessionDownloaded),
        Number("up_info_speed", (in s) => s.Statistics.UploadRate),
        Number("up_info_data", (in s) => s.Statistics.SessionUploaded),
        Number("dl_rate_limit", (in s) => s.DownloadLimit),
        Number("up_rate_limit", (in s) => s.UploadLimit),
        Text("last_external_address_v4", (in s) => s.AddressV4),
        Text("last_external_address_v6", (in s) => s.AddressV6),
        Number("dht_nodes", (in _) => 0),
        Text("connection_status", (in s) => s.ConnectionStatus),
    ];

    private static Field<ShownServer>[] OfState() =>
    [
        Number("alltime_dl", (in s) => s.Statistics.TotalDownloaded),
        Number("alltime_ul", (in s) => s.Statistics.TotalUploaded),
        Text("global_ratio", (in s) => s.Ratio),
        Number("total_peer_connections", (in s) => s.Statistics.Peers),
        Number("free_space_on_disk", (in s) => s.FreeBytes),
        Flag("queueing", (in s) => s.IsQueueing),
        Flag("use_alt_speed_limits", (in s) => s.IsAlternative),
        Number("refresh_interval", (in _) => 1500),
        Flag("use_subcategories", (in _) => false),
    ];

    // There is no cache of our own that had figures.
    private static Field<ShownServer>[] OfCaches() =>
    [
        Number("total_wasted_session", (in _) => 0),
        Text("read_cache_hits", (in _) => "0"),
        Text("read_cache_overload", (in _) => "0"),
        Text("write_cache_overload", (in _) => "0"),
        Number("total_buffers_size", (in _) => 0),
        Number("queued_io_jobs", (in _) => 0),
        Number("average_time_queue", (in _) => 0),
        Number("total_queued_size", (in _) => 0),
    ];

    private static TextField<ShownServer> Text(string name, Getter<ShownServer, string> get) => new(name, get);

    private static NumberField<ShownServer> Number(string name, Getter<ShownServer, long> get) => new(name, get);

    private static FlagField<ShownServer> Flag(string name, Getter<ShownServer, bool?> get) => new(name, get);
}
