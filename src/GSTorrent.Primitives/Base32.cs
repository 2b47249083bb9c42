namespace GSTorrent.Primitives;

/// <summary>RFC 4648 §6 base32 without padding, either letter case; only what magnet links need.</summary>
internal static class Base32
{
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (text.Length * 5 != destination.Length * 8) return false;
        int bits = 0, pending = 0, written = 0;
        foreach (char letter in text)
        {
            int value = ValueOf(letter);
            if (value < 0) return false;
            pending = (pending << 5) | value;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            destination[written++] = (byte)(pending >> bits);
            pending &= (1 << bits) - 1;
        }

        return true;
    }

    private static int ValueOf(char letter) => letter switch
    {
        >= 'A' and <= 'Z' => letter - 'A',
        >= 'a' and <= 'z' => letter - 'a',
        >= '2' and <= '7' => letter - '2' + 26,
        _ => -1,
    };
}
