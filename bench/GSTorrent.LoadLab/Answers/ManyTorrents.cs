using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GSTorrent.Peers.Content;

namespace GSTorrent.LoadLab.Answers;

/// <summary>
/// Many small torrents whose content is there: one file each. Made by hand, as nothing of ours has a part in it.
/// </summary>
internal static class ManyTorrents
{
    private const int PieceLength = 65_536;

    /// <summary>Writes the content and the .torrent files.</summary>
    public static IReadOnlyList<TorrentFile> Make(string contentFolder, string torrentFolder, int count, int sizeBytes)
    {
        var random = new Random(1);
        var torrents = new TorrentFile[count];
        var content = new byte[sizeBytes];
        for (int number = 0; number < count; number++)
        {
            random.NextBytes(content);
            string name = $"small {number.ToString("00000", CultureInfo.InvariantCulture)}.bin";
            File.WriteAllBytes(Path.Combine(contentFolder, name), content);
            string path = Path.Combine(torrentFolder, name + ".torrent");
            File.WriteAllBytes(path, TorrentOf(name, content));
            torrents[number] = TorrentFile.Read(path, name);
        }

        return torrents;
    }

    // BEP 3; the keys are in their order.
    private static byte[] TorrentOf(string name, byte[] content)
    {
        var file = new MemoryStream();
        Write(file, $"d4:infod6:lengthi{Text(content.Length)}e4:name{Text(name.Length)}:{name}"
            + $"12:piece lengthi{Text(PieceLength)}e6:pieces");
        byte[] hashes =
        [
            .. content.Chunk(PieceLength).SelectMany(SHA1.HashData),
        ];
        Write(file, $"{Text(hashes.Length)}:");
        file.Write(hashes);
        Write(file, "ee");
        return file.ToArray();
    }

    private static void Write(MemoryStream file, string text) => file.Write(Encoding.ASCII.GetBytes(text));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
