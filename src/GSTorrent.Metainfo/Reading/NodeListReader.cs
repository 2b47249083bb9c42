using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>Reads "nodes" (BEP 5): a list of [host, port].</summary>
internal static class NodeListReader
{
    private const int MaxHostLength = 253;

    public static IReadOnlyList<(string Host, int Port)> Read(BencodeElement root)
    {
        var nodes = new List<(string Host, int Port)>();
        root.TryGetProperty("nodes"u8, out BencodeElement list);
        foreach (BencodeElement node in list.EnumerateList())
        {
            if (nodes.Count >= MetainfoLimits.MaxTrackers) break;
            if (node.Count < 2) continue;
            BencodeListEnumerator parts = node.EnumerateList();
            if (!parts.MoveNext() || !parts.Current.TryGetString(out string host)) continue;
            if (!parts.MoveNext() || !parts.Current.TryGetInteger(out long port)) continue;
            if (host.Length is 0 or > MaxHostLength || port is < 1 or > 65535) continue;
            nodes.Add((host, (int)port));
        }

        return nodes;
    }
}
