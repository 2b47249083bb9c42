using System.Buffers;
using System.Globalization;
using System.Text;

namespace GSTorrent.Trackers;

/// <summary>Appends parameters to a URL that may have some already (RFC 3986 §2.1, §3.4).</summary>
internal sealed class UrlQueryWriter
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~"u8);

    private readonly StringBuilder _url = new();
    private bool _needsSeparator;

    public UrlQueryWriter(string url)
    {
        // What is not ASCII in the given URL is escaped; all else stays as the tracker's owner wrote it.
        foreach (byte value in Encoding.UTF8.GetBytes(url))
        {
            if (value < 0x80) _url.Append((char)value);
            else Escape(value);
        }

        bool hasQuery = url.Contains('?', StringComparison.Ordinal);
        if (!hasQuery) _url.Append('?');
        _needsSeparator = hasQuery && !url.EndsWith('?') && !url.EndsWith('&');
    }

    public void Number(string name, long value) => Begin(name).Append(value.ToString(CultureInfo.InvariantCulture));

    public void Text(string name, string value) => Bytes(name, Encoding.UTF8.GetBytes(value));

    public void Bytes(string name, ReadOnlySpan<byte> value)
    {
        Begin(name);
        foreach (byte one in value)
        {
            if (Unreserved.Contains(one)) _url.Append((char)one);
            else Escape(one);
        }
    }

    public override string ToString() => _url.ToString();

    private StringBuilder Begin(string name)
    {
        if (_needsSeparator) _url.Append('&');
        _needsSeparator = true;
        return _url.Append(name).Append('=');
    }

    private void Escape(byte value) => _url.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
}
