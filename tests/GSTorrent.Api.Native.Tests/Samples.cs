using System.Security.Cryptography;
using System.Text;

namespace GSTorrent.Api.Native.Tests;

/// <summary>Small torrents that differ by a number.</summary>
internal static class Samples
{
    public static byte[] Content(int number) => Encoding.UTF8.GetBytes($"content of sample {number}\n");

    public static byte[] TorrentFile(int number)
    {
        byte[] content = Content(number);
        string name = $"sample-{number}.txt";
        using var file = new MemoryStream();
        Write(file, "d8:announce39:http://127.0.0.1:1/announce?passkey=000");
        Write(file, $"4:infod6:lengthi{content.Length}e4:name{name.Length}:{name}");
        Write(file, "12:piece lengthi16384e6:pieces20:");
        file.Write(SHA1.HashData(content));
        Write(file, "ee");
        return file.ToArray();
    }

    public static string AddBody(int number, bool paused = true)
    {
        string file = Convert.ToBase64String(TorrentFile(number));
        return $$"""{"torrentFile":"{{file}}","paused":{{(paused ? "true" : "false")}}}""";
    }

    private static void Write(MemoryStream file, string text) => file.Write(Encoding.UTF8.GetBytes(text));
}
