using System.Text;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Fuzz.Targets;

/// <summary>Torrent files (BEP 3, BEP 52), magnet links (BEP 9) and the names of files in them.</summary>
internal static class MetainfoTargets
{
    public static void File(byte[] bytes) => TryFile(bytes);

    /// <summary>What is accepted has safe paths, adds up, and is read again as it is written.</summary>
    public static bool TryFile(byte[] bytes)
    {
        if (!Metainfo.TryParse(bytes, out Metainfo? metainfo, out MetainfoError? error))
        {
            Expect.That(error.Code.Length > 0, "an error has no code");
            return false;
        }

        long offset = 0;
        foreach (ContentFile content in metainfo.Files)
        {
            Expect.That(content.Offset == offset && content.Length >= 0, $"file {content.Index} lies elsewhere");
            offset += content.Length;
            foreach (string element in content.Path.Split('/')) CheckSafe(element);
        }

        Expect.That(metainfo.Geometry.TotalLength == offset, "the files do not add up");
        Expect.That(
            metainfo.IsV2Only || metainfo.PieceHashes.Length == metainfo.Geometry.PieceCount * 20,
            "a piece has no hash");
        Expect.That(
            Metainfo.TryParse(metainfo.ToTorrentFile(), out Metainfo? again, out error),
            $"what is written is not read: {error?.Message}");
        Expect.That(metainfo.InfoHash == again!.InfoHash, "it is written with another info-hash");
        Expect.That(
            metainfo.Files.Select(file => file.Path)
                .SequenceEqual(again.Files.Select(file => file.Path), StringComparer.Ordinal),
            "it is written with other paths");
        return true;
    }

    public static void Magnet(byte[] bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        if (!MagnetLink.TryParse(text, out MagnetLink? link, out MetainfoError? error))
        {
            Expect.That(error.Code.Length > 0, "an error has no code");
            return;
        }

        string written = link.ToString();
        Expect.That(
            MagnetLink.TryParse(written, out MagnetLink? again, out error), $"{written} is not read: {error?.Message}");
        Expect.That(again!.InfoHash == link.InfoHash, "it is written with another info-hash");
    }

    /// <summary>A name as raw bytes and as text, and a path as people give it.</summary>
    public static void Path(byte[] bytes)
    {
        CheckSafe(PathSanitizer.CleanElement(bytes));
        string text = Encoding.UTF8.GetString(bytes);
        CheckSafe(PathSanitizer.CleanElement(text));
        if (ContentPaths.Check(text) is not null) return;
        foreach (string element in text.Split('/')) CheckSafe(element);
    }

    private static void CheckSafe(string element)
    {
        Expect.That(element is not ("" or "." or ".."), $"'{element}' is no name");
        Expect.That(!element.AsSpan().ContainsAny("/\\\0\u202e\u200b"), "a name holds signs that no name may");
        Expect.That(!element.Any(char.IsControl), "a name holds control characters");
        Expect.That(element[^1] is not ('.' or ' '), "a name ends with a dot or space");
        Expect.That(Encoding.UTF8.GetByteCount(element) <= PathSanitizer.MaxElementBytes, "a name is too long");
        Expect.That(
            string.Equals(PathSanitizer.CleanElement(element), element, StringComparison.Ordinal),
            "a clean name is cleaned otherwise");
    }
}
