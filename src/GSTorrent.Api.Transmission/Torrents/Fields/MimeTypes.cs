using System.Collections.Frozen;
using GSTorrent.Engine;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>What kind of content a torrent has, by the extension that most of its bytes have.</summary>
internal static class MimeTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly FrozenDictionary<string, string> ByExtension =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [".7z"] = "application/x-7z-compressed",
            [".aac"] = "audio/aac",
            [".avi"] = "video/x-msvideo",
            [".azw3"] = "application/vnd.amazon.ebook",
            [".bz2"] = "application/x-bzip2",
            [".cbr"] = "application/vnd.comicbook-rar",
            [".cbz"] = "application/vnd.comicbook+zip",
            [".deb"] = "application/vnd.debian.binary-package",
            [".dmg"] = "application/x-apple-diskimage",
            [".epub"] = "application/epub+zip",
            [".exe"] = "application/vnd.microsoft.portable-executable",
            [".flac"] = "audio/flac",
            [".gz"] = "application/gzip",
            [".img"] = "application/octet-stream",
            [".iso"] = "application/x-iso9660-image",
            [".jpg"] = "image/jpeg",
            [".m4a"] = "audio/mp4",
            [".m4v"] = "video/mp4",
            [".mkv"] = "video/x-matroska",
            [".mobi"] = "application/x-mobipocket-ebook",
            [".mov"] = "video/quicktime",
            [".mp3"] = "audio/mpeg",
            [".mp4"] = "video/mp4",
            [".mpg"] = "video/mpeg",
            [".ogg"] = "audio/ogg",
            [".opus"] = "audio/opus",
            [".pdf"] = "application/pdf",
            [".png"] = "image/png",
            [".rar"] = "application/vnd.rar",
            [".srt"] = "application/x-subrip",
            [".tar"] = "application/x-tar",
            [".ts"] = "video/mp2t",
            [".txt"] = "text/plain",
            [".wav"] = "audio/wav",
            [".webm"] = "video/webm",
            [".wmv"] = "video/x-ms-wmv",
            [".xz"] = "application/x-xz",
            [".zip"] = "application/zip",
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string OfLargest(IReadOnlyList<FileSnapshot> files)
    {
        var bytes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (FileSnapshot file in files)
        {
            string type = ByExtension.GetValueOrDefault(Path.GetExtension(file.Path), Unknown);
            bytes[type] = bytes.GetValueOrDefault(type) + file.Length;
        }

        return bytes.Count == 0 ? Unknown : bytes.MaxBy(pair => pair.Value).Key;
    }
}
