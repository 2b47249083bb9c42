namespace GSTorrent.Application.Settings;

/// <summary>Settings of the area "network".</summary>
public static class NetworkSettings
{
    /// <summary>TCP and UDP.</summary>
    public static SettingDefinition PeerPort { get; } = new()
    {
        Name = "network.peer-port",
        Type = SettingType.Integer,
        Default = "51413",
        Maximum = 65535,
        NeedsRestart = true,
        Text = "Port for peers; 0 picks a free one.",
    };

    /// <summary>Local addresses that peers may connect to.</summary>
    public static SettingDefinition ListenAddresses { get; } = new()
    {
        Name = "network.listen-addresses",
        Type = SettingType.AddressList,
        Default = "0.0.0.0, ::",
        NeedsRestart = true,
        IsAboutMachine = true,
        Text = "Local addresses on which peers are accepted.",
    };

    /// <summary>Told to trackers.</summary>
    public static SettingDefinition ExternalAddressV4 { get; } = new()
    {
        Name = "network.external-address-v4",
        Type = SettingType.AddressV4,
        Default = "",
        IsAboutMachine = true,
        Text = "IPv4 address that is told to trackers; empty: they see it for themselves.",
    };

    /// <summary>Told to trackers.</summary>
    public static SettingDefinition ExternalAddressV6 { get; } = new()
    {
        Name = "network.external-address-v6",
        Type = SettingType.AddressV6,
        Default = "",
        IsAboutMachine = true,
        Text = "IPv6 address that is told to trackers; empty: they see it for themselves.",
    };

    /// <summary>Of all torrents.</summary>
    public static SettingDefinition MaxConnections { get; } = new()
    {
        Name = "network.max-connections",
        Type = SettingType.Integer,
        Default = "500",
        Minimum = 1,
        Maximum = 100_000,
        Text = "Connections to peers of all torrents together.",
    };

    /// <summary>Of one torrent.</summary>
    public static SettingDefinition MaxConnectionsPerTorrent { get; } = new()
    {
        Name = "network.max-connections-per-torrent",
        Type = SettingType.Integer,
        Default = "100",
        Minimum = 1,
        Maximum = 100_000,
        Text = "Connections to peers of one torrent.",
    };

    /// <summary>Connections that are being made.</summary>
    public static SettingDefinition HalfOpenLimit { get; } = new()
    {
        Name = "network.half-open-limit",
        Type = SettingType.Integer,
        Default = "50",
        Minimum = 1,
        Maximum = 10_000,
        Text = "Connections that are being made at the same time.",
    };

    /// <summary>Nobody there is connected to.</summary>
    public static SettingDefinition BannedAddresses { get; } = new()
    {
        Name = "network.banned-addresses",
        Type = SettingType.AddressList,
        Default = "",
        MaxTextLength = 1 << 20,
        IsAboutMachine = true,
        Text = "Addresses that peers are neither accepted from nor connected to.",
    };

    /// <summary>No discovery of peers.</summary>
    public static SettingDefinition Offline { get; } = new()
    {
        Name = "network.offline",
        Type = SettingType.Boolean,
        Default = "false",
        NeedsRestart = true,
        Text = "No discovery of peers: only trackers and peers that are named.",
    };

    /// <summary>Exceptions for torrents that are fetched by URL.</summary>
    public static SettingDefinition PrivateUrlHosts { get; } = new()
    {
        Name = "network.private-url-hosts",
        Type = SettingType.HostList,
        Default = "",
        IsAboutMachine = true,
        Text = "Hosts that torrents may be fetched from by URL although their addresses are not public.",
    };

    internal static IReadOnlyList<SettingDefinition> All { get; } =
    [
        PeerPort, ListenAddresses, ExternalAddressV4, ExternalAddressV6, MaxConnections, MaxConnectionsPerTorrent,
        HalfOpenLimit, BannedAddresses, Offline, PrivateUrlHosts,
    ];
}
