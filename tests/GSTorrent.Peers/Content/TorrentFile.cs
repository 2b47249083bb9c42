using System.Globalization;
using System.Security.Cryptography;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers.Content;

/// <summary>A .torrent file on disk, made by mktorrent: nothing of ours has a part in it.</summary>
/// <param name="Path">Where the file lies.</param>
/// <param name="Name">Name in the metainfo: a file or a folder.</param>
/// <param name="Bytes">The whole file.</param>
/// <param name="InfoHash">SHA-1 of the info dictionary, 40 lower-case hex digits.</param>
public sealed record TorrentFile(string Path, string Name, ReadOnlyMemory<byte> Bytes, string InfoHash)
{
    /// <summary>The file as base64, as control interfaces take it.</summary>
    public string ToBase64() => Convert.ToBase64String(Bytes.Span);

    /// <summary>
    /// Makes a .torrent of a file or folder; piece length is 2 to the power of <paramref name="pieceBits"/>.
    /// </summary>
    public static async Task<TorrentFile> CreateAsync(
        string contentPath, string torrentPath, int pieceBits, string? announceUrl, CancellationToken cancellationToken)
    {
        string bits = pieceBits.ToString(CultureInfo.InvariantCulture);
        List<string> arguments = ["-d", "-l", bits, "-o", torrentPath];
        if (announceUrl is not null)
        {
            arguments.AddRange(["-a", announceUrl]);
        }

        arguments.Add(contentPath);
        string folder = System.IO.Path.GetDirectoryName(torrentPath)!;
        await ExternalProcess.RunAsync("mktorrent", arguments, folder, cancellationToken);
        return Read(torrentPath, System.IO.Path.GetFileName(contentPath));
    }

    /// <summary>Reads a .torrent file that somebody else made.</summary>
    public static TorrentFile Read(string torrentPath, string name)
    {
        byte[] bytes = File.ReadAllBytes(torrentPath);
        return new TorrentFile(torrentPath, name, bytes, Convert.ToHexStringLower(HashInfo(bytes)));
    }

    private static byte[] HashInfo(ReadOnlySpan<byte> torrent)
    {
        int at = 1;
        while (at < torrent.Length && torrent[at] != 'e')
        {
            int keyEnd = SkipValue(torrent, at);
            int valueEnd = SkipValue(torrent, keyEnd);
            if (torrent[at..keyEnd].SequenceEqual("4:info"u8))
            {
                return SHA1.HashData(torrent[keyEnd..valueEnd]);
            }

            at = valueEnd;
        }

        throw new InvalidDataException("the torrent has no info dictionary");
    }

    // Made by a program we trust: this walk is short, not strict.
    private static int SkipValue(ReadOnlySpan<byte> torrent, int at)
    {
        if (torrent[at] is (byte)'d' or (byte)'l')
        {
            at++;
            while (torrent[at] != 'e')
            {
                at = SkipValue(torrent, at);
            }

            return at + 1;
        }

        byte end = torrent[at] == 'i' ? (byte)'e' : (byte)':';
        int stop = at + torrent[at..].IndexOf(end);
        return end == 'e' ? stop + 1 : stop + 1 + int.Parse(torrent[at..stop], CultureInfo.InvariantCulture);
    }
}
