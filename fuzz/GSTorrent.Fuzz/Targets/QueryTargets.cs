using System.Text;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Torrents;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Fuzz.Targets;

/// <summary>What lists are asked for: filters, patterns of files, parameters, the cursor of events.</summary>
internal static class QueryTargets
{
    private static readonly TorrentRow Row = new()
    {
        Number = 1,
        InfoHash = new InfoHash("aaaaaaaaaaaaaaaaaaaa"u8),
        Name = "Some name",
    };

    public static void Filter(byte[] bytes)
    {
        if (!TorrentFilter.Parse(Encoding.UTF8.GetString(bytes)).TryGet(out TorrentFilter? filter, out AppError? error))
            Expect.That(error.Message.Length is > 0 and < 1000, "an error says nothing or too much");
        else
            _ = filter.Matches(Row, nowUnixMs: 1_700_000_000_000);
    }

    public static void FilePattern(byte[] bytes)
    {
        if (!Application.Torrents.FilePattern.Parse(Encoding.UTF8.GetString(bytes)).TryGet(
                out Application.Torrents.FilePattern? pattern, out _)) return;
        _ = pattern.Names(new ContentFile(0, "folder/sub/a file.bin", 0, 1, false), position: 0, isInFolder: true);
    }

    /// <summary>The parameters of a list and of the stream of events.</summary>
    public static void ListQuery(byte[] bytes)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString("?" + Encoding.Latin1.GetString(bytes));
        if (TorrentQuery.Read(context).TryGet(out TorrentQuery? query, out _))
        {
            Expect.That(query.Offset >= 0 && query.Limit >= 0, "a page is negative");
            _ = query.Choose([Row, Row], nowUnixMs: 1_700_000_000_000);
        }

        AppError? error = Query.TryReadNumber(context, "since", out long? since);
        Expect.That(error is null ? since is null or >= 0 : since is null, "a cursor is half read");
        _ = Query.TryReadFlag(context, "all", out _);
    }
}
