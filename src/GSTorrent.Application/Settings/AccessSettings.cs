namespace GSTorrent.Application.Settings;

/// <summary>Settings of the area "access": how the control address is reached, and for how long.</summary>
public static class AccessSettings
{
    /// <summary>Names besides those that the server knows by itself.</summary>
    public static SettingDefinition AllowedHosts { get; } = new()
    {
        Name = "access.allowed-hosts",
        Type = SettingType.HostList,
        Default = "",
        IsAboutMachine = true,
        Text = "Names that the control address goes by besides its own, such as that of a reverse proxy. Requests for "
            + "any other name are refused.",
    };

    /// <summary>Who may tell for whom it asks.</summary>
    public static SettingDefinition TrustedProxies { get; } = new()
    {
        Name = "access.trusted-proxies",
        Type = SettingType.AddressList,
        Default = "",
        NeedsRestart = true,
        IsAboutMachine = true,
        Text = "Addresses of reverse proxies whose X-Forwarded-For, -Proto, -Host and -Prefix are believed.",
    };

    /// <summary>Where the server appears to be.</summary>
    public static SettingDefinition BasePath { get; } = new()
    {
        Name = "access.base-path",
        Type = SettingType.UrlPath,
        Default = "",
        NeedsRestart = true,
        IsAboutMachine = true,
        Text = "Path below which a reverse proxy shows the server, such as /torrents.",
    };

    /// <summary>How long a cookie is good for.</summary>
    public static SettingDefinition SessionLifetime { get; } = new()
    {
        Name = "access.session-lifetime",
        Type = SettingType.Duration,
        Default = "604800000",
        Minimum = 60_000,
        Maximum = 7_776_000_000,
        IsAboutMachine = true,
        Text = "A session of a browser ends when it was not used for this long.",
    };

    internal static IReadOnlyList<SettingDefinition> All { get; } =
        [AllowedHosts, TrustedProxies, BasePath, SessionLifetime];
}
