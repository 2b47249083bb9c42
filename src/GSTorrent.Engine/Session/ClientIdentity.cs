namespace GSTorrent.Engine;

/// <summary>How the program names itself to others.</summary>
public static class ClientIdentity
{
    /// <summary>Major, minor and patch, as in "0.1.0".</summary>
    public static string Version { get; } =
        typeof(ClientIdentity).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Told to peers in the extended handshake (BEP 10) and to trackers as user agent.</summary>
    public static string Name { get; } = $"GSTorrent {Version}";

    /// <summary>
    /// The first eight bytes of our peer ids (BEP 20): two letters, a digit each for major, minor, patch.
    /// </summary>
    internal static byte[] PeerIdPrefix { get; } = MakePrefix();

    private static byte[] MakePrefix()
    {
        string[] numbers = Version.Split('.');
        return System.Text.Encoding.ASCII.GetBytes($"-GS{numbers[0][0]}{numbers[1][0]}{numbers[2][0]}0-");
    }
}
