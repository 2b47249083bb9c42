namespace GSTorrent.Application.Settings;

/// <summary>How a setting's text is read.</summary>
public enum SettingType
{
    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>Bytes a second; 0 is no limit.</summary>
    Rate,

    /// <summary>Bytes.</summary>
    Size,

    /// <summary>Milliseconds.</summary>
    Duration,

    /// <summary>A decimal number with at most three places; its number counts thousandths.</summary>
    Ratio,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>An absolute path.</summary>
    Path,

    /// <summary>An IPv4 address, or nothing.</summary>
    AddressV4,

    /// <summary>An IPv6 address, or nothing.</summary>
    AddressV6,

    /// <summary>Addresses with commas between.</summary>
    AddressList,

    /// <summary>Absolute paths with ':' between.</summary>
    PathList,

    /// <summary>Host names and IP addresses with commas between.</summary>
    HostList,

    /// <summary>The beginning of the path of URLs, or nothing.</summary>
    UrlPath,
}
