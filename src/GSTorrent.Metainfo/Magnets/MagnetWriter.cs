using System.Text;

namespace GSTorrent.MetainfoFormat;

/// <summary>Writes magnet links (BEP 9, BEP 53).</summary>
internal static class MagnetWriter
{
    public static string Write(MagnetLink link)
    {
        var text = new StringBuilder("magnet:?");
        if (!link.IsV2Only) text.Append("xt=urn:btih:").Append(link.InfoHash);
        if (link.InfoHashV2 is byte[] v2)
            text.Append(link.IsV2Only ? "" : "&").Append("xt=urn:btmh:1220").Append(Convert.ToHexStringLower(v2));
        if (link.DisplayName is string name) Append("dn", name);
        foreach (string tracker in link.Trackers) Append("tr", tracker);
        foreach (string seed in link.WebSeeds) Append("ws", seed);
        foreach (string peer in link.PeerAddresses) text.Append("&x.pe=").Append(peer);
        if (link.SelectedFiles is { Count: > 0 } files) text.Append("&so=").Append(FileSelection.Format(files));
        return text.ToString();

        void Append(string key, string value) =>
            text.Append('&').Append(key).Append('=').Append(Uri.EscapeDataString(value));
    }
}
