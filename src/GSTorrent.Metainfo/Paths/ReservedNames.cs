namespace GSTorrent.MetainfoFormat;

/// <summary>Names that mean a device on Windows, with any extension and in any letter case.</summary>
internal static class ReservedNames
{
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"];

    public static bool Contains(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string stem = (dot < 0 ? name : name[..dot]).TrimEnd(' ').ToUpperInvariant();
        if (Devices.Contains(stem, StringComparer.Ordinal)) return true;
        bool isPort = stem.Length == 4
                      && (stem.StartsWith("COM", StringComparison.Ordinal)
                          || stem.StartsWith("LPT", StringComparison.Ordinal));
        return isPort && (char.IsAsciiDigit(stem[3]) || stem[3] is '¹' or '²' or '³');
    }
}
