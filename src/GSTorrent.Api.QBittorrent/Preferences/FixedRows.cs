using static GSTorrent.Api.QBittorrent.Preferences.Rows;

namespace GSTorrent.Api.QBittorrent.Preferences;

/// <summary>
/// Preferences that nothing here corresponds to. Each has the value that tells the truth about this server or, where
/// there is none, qBittorrent's usual one.
/// </summary>
internal static class FixedRows
{
    public static IReadOnlyList<Preference> All { get; } =
    [
        .. Behavior(), .. Downloads(), .. Connections(), .. Protocol(), .. Seeding(), .. Control(), .. Feeds(),
        .. Advanced(), .. Engine(),
    ];

    private static Preference[] Behavior() =>
    [
        Fixed("locale", "en"),
        Fixed("performance_warning", false),
        Fixed("status_bar_external_ip", false),
        Fixed("confirm_torrent_deletion", true),
        Fixed("confirm_torrent_recheck", true),
        Fixed("delete_torrent_content_files", false),
        Fixed("file_log_enabled", false),
        Fixed("file_log_path", ""),
        Fixed("file_log_backup_enabled", false),
        Fixed("file_log_max_size", 65),
        Fixed("file_log_delete_old", false),
        Fixed("file_log_age", 1),
        Fixed("file_log_age_type", 1),
        Fixed("app_instance_name", ""),
        Fixed("refresh_interval", 1500),
    ];

    private static Preference[] Downloads() =>
    [
        Fixed("torrent_content_layout", "Original"),
        Fixed("torrent_stop_condition", "None"),
        Fixed("add_to_top_of_queue", false),
        Fixed("merge_trackers", false),
        Fixed("auto_delete_mode", 0),
        Fixed("use_unwanted_folder", false),
        Fixed("auto_tmm_enabled", false),
        Fixed("torrent_changed_tmm_enabled", true),
        Fixed("save_path_changed_tmm_enabled", false),
        Fixed("category_changed_tmm_enabled", false),
        Fixed("use_subcategories", false),
        Fixed("use_category_paths_in_manual_mode", true),
        Fixed("temp_path_enabled", false),
        Fixed("temp_path", ""),
        Fixed("export_dir", ""),
        Fixed("export_dir_fin", ""),
        new("scan_dirs", static (writer, _) =>
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }),
        Fixed("excluded_file_names_enabled", false),
        Fixed("excluded_file_names", ""),
        Fixed("mail_notification_enabled", false),
        Fixed("mail_notification_sender", ""),
        Fixed("mail_notification_email", ""),
        Fixed("mail_notification_smtp", ""),
        Fixed("mail_notification_ssl_enabled", false),
        Fixed("mail_notification_auth_enabled", false),
        Fixed("mail_notification_username", ""),
        Fixed("mail_notification_password", ""),
        Fixed("autorun_on_torrent_added_enabled", false),
        Fixed("autorun_on_torrent_added_program", ""),
        Fixed("autorun_enabled", false),
        Fixed("autorun_program", ""),
    ];

    private static Preference[] Connections() =>
    [
        Fixed("upnp", false),
        Fixed("ssl_enabled", false),
        Fixed("ssl_listen_port", 0),
        Fixed("max_uploads", -1),
        Fixed("i2p_enabled", false),
        Fixed("i2p_address", "127.0.0.1"),
        Fixed("i2p_port", 7656),
        Fixed("i2p_mixed_mode", false),
        Fixed("i2p_inbound_quantity", 3),
        Fixed("i2p_outbound_quantity", 3),
        Fixed("i2p_inbound_length", 3),
        Fixed("i2p_outbound_length", 3),
        Fixed("proxy_type", "None"),
        Fixed("proxy_ip", ""),
        Fixed("proxy_port", 8080),
        Fixed("proxy_auth_enabled", false),
        Fixed("proxy_username", ""),
        Fixed("proxy_password", ""),
        Fixed("proxy_hostname_lookup", false),
        Fixed("proxy_bittorrent", false),
        Fixed("proxy_peer_connections", false),
        Fixed("proxy_rss", false),
        Fixed("proxy_misc", false),
        Fixed("ip_filter_enabled", false),
        Fixed("ip_filter_path", ""),
        Fixed("ip_filter_trackers", false),
    ];

    private static Preference[] Protocol() =>
    [
        Fixed("dht", false),
        Fixed("pex", false),
        Fixed("lsd", false),
        Fixed("encryption", 2),
        Fixed("anonymous_mode", false),
        Fixed("bittorrent_protocol", 1),
        Fixed("limit_utp_rate", true),
        Fixed("limit_tcp_overhead", false),
        Fixed("limit_lan_peers", true),
        Fixed("max_active_checking_torrents", 1),
    ];

    private static Preference[] Seeding() =>
    [
        Fixed("add_trackers_enabled", false),
        Fixed("add_trackers", ""),
        Fixed("add_trackers_from_url_enabled", false),
        Fixed("add_trackers_url", ""),
        Fixed("add_trackers_url_list", ""),
    ];

    private static Preference[] Control() =>
    [
        Fixed("web_ui_domain_list", "*"),
        Fixed("web_ui_address", "*"),
        new("web_ui_port", static (writer, view) => writer.WriteNumberValue(view.ControlPort)),
        Fixed("web_ui_upnp", false),
        Fixed("use_https", false),
        Fixed("web_ui_https_cert_path", ""),
        Fixed("web_ui_https_key_path", ""),
        new("web_ui_username", static (writer, view) => writer.WriteStringValue(view.UserName)),
        Fixed("bypass_local_auth", false),
        Fixed("bypass_auth_subnet_whitelist_enabled", false),
        Fixed("bypass_auth_subnet_whitelist", ""),
        Fixed("web_ui_max_auth_fail_count", 5),
        Fixed("web_ui_ban_duration", 900),
        Fixed("web_ui_session_timeout", 3600),
        Fixed("alternative_webui_enabled", false),
        Fixed("alternative_webui_path", ""),
        Fixed("web_ui_clickjacking_protection_enabled", true),
        Fixed("web_ui_csrf_protection_enabled", true),
        Fixed("web_ui_secure_cookie_enabled", true),
        Fixed("web_ui_host_header_validation_enabled", true),
        Fixed("web_ui_use_custom_http_headers_enabled", false),
        Fixed("web_ui_custom_http_headers", ""),
        Fixed("web_ui_reverse_proxy_enabled", false),
        Fixed("web_ui_reverse_proxies_list", ""),
        Fixed("dyndns_enabled", false),
        Fixed("dyndns_service", 0),
        Fixed("dyndns_username", ""),
        Fixed("dyndns_password", ""),
        Fixed("dyndns_domain", ""),
    ];

    private static Preference[] Feeds() =>
    [
        Fixed("rss_refresh_interval", 30),
        Fixed("rss_fetch_delay", 2),
        Fixed("rss_max_articles_per_feed", 50),
        Fixed("rss_processing_enabled", false),
        Fixed("rss_auto_downloading_enabled", false),
        Fixed("rss_download_repack_proper_episodes", true),
        Fixed("rss_smart_episode_filters", ""),
    ];

    private static Preference[] Advanced() =>
    [
        Fixed("resume_data_storage_type", "SQLite"),
        Fixed("torrent_content_remove_option", "Delete"),
        Fixed("memory_working_set_limit", 512),
        Fixed("current_network_interface", ""),
        Fixed("current_interface_name", ""),
        Fixed("current_interface_address", ""),
        Fixed("save_resume_data_interval", 1),
        Fixed("save_statistics_interval", 15),
        Fixed("torrent_file_size_limit", 32 << 20),
        Fixed("recheck_completed_torrents", false),
        Fixed("resolve_peer_countries", false),
        Fixed("reannounce_when_address_changed", false),
        Fixed("enable_embedded_tracker", false),
        Fixed("embedded_tracker_port", 9000),
        Fixed("embedded_tracker_port_forwarding", false),
        Fixed("mark_of_the_web", false),
        Fixed("ignore_ssl_errors", false),
        Fixed("python_executable_path", ""),
    ];

    private static Preference[] Engine() =>
    [
        Fixed("bdecode_depth_limit", 100),
        Fixed("bdecode_token_limit", 10_000_000),
        Fixed("async_io_threads", 10),
        Fixed("hashing_threads", 1),
        Fixed("file_pool_size", 500),
        Fixed("checking_memory_use", 32),
        Fixed("disk_cache", -1),
        Fixed("disk_cache_ttl", 60),
        Fixed("disk_queue_size", 1 << 20),
        Fixed("disk_io_type", 0),
        Fixed("disk_io_read_mode", 1),
        Fixed("disk_io_write_mode", 1),
        Fixed("enable_coalesce_read_write", false),
        Fixed("enable_piece_extent_affinity", false),
        Fixed("enable_upload_suggestions", false),
        Fixed("send_buffer_watermark", 500),
        Fixed("send_buffer_low_watermark", 10),
        Fixed("send_buffer_watermark_factor", 50),
        Fixed("connection_speed", 30),
        Fixed("socket_send_buffer_size", 0),
        Fixed("socket_receive_buffer_size", 0),
        Fixed("socket_backlog_size", 30),
        Fixed("outgoing_ports_min", 0),
        Fixed("outgoing_ports_max", 0),
        Fixed("upnp_lease_duration", 0),
        Fixed("peer_tos", 4),
        Fixed("utp_tcp_mixed_mode", 0),
        Fixed("idn_support_enabled", false),
        Fixed("enable_multi_connections_from_same_ip", false),
        Fixed("validate_https_tracker_certificate", true),
        Fixed("ssrf_mitigation", true),
        Fixed("block_peers_on_privileged_ports", false),
        Fixed("upload_slots_behavior", 0),
        Fixed("upload_choking_algorithm", 1),
        Fixed("announce_to_all_trackers", false),
        Fixed("announce_to_all_tiers", true),
        Fixed("announce_port", 0),
        Fixed("max_concurrent_http_announces", 50),
        Fixed("stop_tracker_timeout", 2),
        Fixed("peer_turnover", 4),
        Fixed("peer_turnover_cutoff", 90),
        Fixed("peer_turnover_interval", 300),
        Fixed("request_queue_size", 500),
        Fixed("dht_bootstrap_nodes", ""),
    ];
}
