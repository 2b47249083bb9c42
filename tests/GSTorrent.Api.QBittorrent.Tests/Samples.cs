using System.Security.Cryptography;
using System.Text;

namespace GSTorrent.Api.QBittorrent.Tests;

/// <summary>Torrents that differ by a number: one file each, or a folder of two.</summary>
internal static class Samples
{
    public const string Announce = "http://127.0.0.1:1/announce?passkey=000";

    private const int PieceLength = 16_384;

    public static string Name(int number) => $"sample-{number}.txt";

    public static byte[] Content(int number) => Encoding.UTF8.GetBytes($"content of sample {number}\n");

    public static string Hash(int number) => HashOf(Info(number));

    public static byte[] TorrentFile(int number) => WithAnnounce(Info(number));

    public static string FolderHash(int number) => HashOf(FolderInfo(number));

    /// <summary>Two files in a folder, the second in the second piece.</summary>
    public static byte[] FolderTorrentFile(int number) => WithAnnounce(FolderInfo(number));

    public static byte[] FirstOfFolder(int number) =>
        [.. Enumerable.Range(0, PieceLength).Select(i => (byte)(i + number))];

    /// <summary>One file of one piece, far more than the buffers of a connection hold.</summary>
    public static byte[] LargeContent => [.. Enumerable.Range(0, 48 << 20).Select(i => (byte)(i * 7))];

    public static byte[] LargeTorrentFile(byte[] content) => WithAnnounce(LargeInfo(content));

    public static string LargeHash(byte[] content) => HashOf(LargeInfo(content));

    public static string PaddedHash => HashOf(PaddedInfo());

    /// <summary>Three files with padding (BEP 47) after the first two, so that each begins a piece.</summary>
    public static byte[] PaddedTorrentFile => WithAnnounce(PaddedInfo());

    private static byte[] PaddedInfo()
    {
        static string File(string name) => $"d6:lengthi100e4:pathl{name.Length}:{name}ee";
        const string Padding = "d4:attr1:p6:lengthi16284e4:pathl4:.pad5:16284ee";
        string files = $"{File("a.bin")}{Padding}{File("b.bin")}{Padding}{File("c.bin")}";
        string head = $"d5:filesl{files}e4:name6:padded12:piece lengthi{PieceLength}e6:pieces60:";
        return [.. Encoding.UTF8.GetBytes(head), .. new byte[60], (byte)'e'];
    }

    private static byte[] Info(int number)
    {
        byte[] content = Content(number);
        string head = $"d6:lengthi{content.Length}e4:name{Name(number).Length}:{Name(number)}"
            + $"12:piece lengthi{PieceLength}e6:pieces20:";
        return [.. Encoding.UTF8.GetBytes(head), .. SHA1.HashData(content), (byte)'e'];
    }

    private static byte[] LargeInfo(byte[] content)
    {
        string head = $"d6:lengthi{content.Length}e4:name5:large12:piece lengthi{64 << 20}e6:pieces20:";
        return [.. Encoding.UTF8.GetBytes(head), .. SHA1.HashData(content), (byte)'e'];
    }

    private static byte[] FolderInfo(int number)
    {
        byte[] second = Content(number);
        string name = $"folder-{number}";
        string head = $"d5:filesld6:lengthi{PieceLength}e4:pathl5:a.binee"
            + $"d6:lengthi{second.Length}e4:pathl3:sub5:b.txteee4:name{name.Length}:{name}"
            + $"12:piece lengthi{PieceLength}e6:pieces40:";
        return
        [
            .. Encoding.UTF8.GetBytes(head), .. SHA1.HashData(FirstOfFolder(number)), .. SHA1.HashData(second),
            (byte)'e',
        ];
    }

    private static byte[] WithAnnounce(byte[] info) =>
    [
        .. Encoding.UTF8.GetBytes($"d8:announce{Announce.Length}:{Announce}4:info"), .. info, (byte)'e',
    ];

    private static string HashOf(byte[] info) => Convert.ToHexStringLower(SHA1.HashData(info));
}
