namespace GSTorrent.MetainfoFormat;

/// <summary>Bounds for magnet links, which come from web pages and peers.</summary>
internal static class MagnetLimits
{
    public const int MaxLength = 64 * 1024;

    public const int MaxParameters = 2000;

    public const int MaxNameLength = 1024;

    public const int MaxPeers = 100;
}
