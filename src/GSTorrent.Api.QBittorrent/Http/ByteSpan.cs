using System.Globalization;
using GSTorrent.Application;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.QBittorrent.Http;

/// <summary>Which bytes of a file a request asks for.</summary>
/// <param name="Offset">The first one.</param>
/// <param name="Length">How many.</param>
/// <param name="IsPart">Was a part asked for?</param>
internal readonly record struct ByteSpan(long Offset, long Length, bool IsPart)
{
    /// <summary>
    /// One range of bytes (RFC 9110 section 14.1.2); an error if none of it is there. What is no such range, several of
    /// them, or one that holds only for a version of the file, stands for all of it.
    /// </summary>
    public static Result<ByteSpan> Read(HttpRequest request, long fileLength)
    {
        var all = new ByteSpan(0, fileLength, IsPart: false);
        string header = request.Headers.Range.ToString();
        const string Unit = "bytes=";
        if (!header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) || request.Headers.IfRange.Count > 0)
            return all;
        string[] ends = header[Unit.Length..].Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !TryRead(ends[0], out long? first) || !TryRead(ends[1], out long? last)) return all;
        if (first is null && last is null) return all;
        if (first is null) (first, last) = (Math.Max(0, fileLength - last!.Value), last == 0 ? -1 : fileLength - 1);
        else if (last < first) return all;
        long end = Math.Min(last ?? long.MaxValue, fileLength - 1);
        return end < first
            ? new AppError("bad-request", "Range Not Satisfiable")
            : new ByteSpan(first.Value, end - first.Value + 1, IsPart: true);
    }

    private static bool TryRead(string text, out long? number)
    {
        number = null;
        if (text.Length == 0) return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long read)) return false;
        number = read;
        return true;
    }
}
