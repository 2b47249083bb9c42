using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Tags, and which torrents have them.</summary>
internal sealed class TagRoutes(GstHost host, ManyTorrents many)
{
    private const int MaxTagLength = 100;

    public void Map(RouteSet routes)
    {
        routes.Read("/torrents/tags", ListAsync);
        routes.Change("/torrents/createTags", async call =>
            await call.DoneAsync(await host.Tags.EnsureAsync(Given(call))));
        routes.Change("/torrents/deleteTags", async call =>
            await call.DoneAsync(await host.Editor.RemoveTagsAsync(Given(call), call.Caller)));
        routes.Change("/torrents/addTags", call => ChangeAsync(call, new TorrentChange { AddedTags = Given(call) }));
        routes.Change("/torrents/setTags", call => ChangeAsync(call, new TorrentChange { Tags = Given(call) }));
        routes.Change("/torrents/removeTags", RemoveAsync);
    }

    /// <summary>The tags of a request; what cannot be a tag is passed over.</summary>
    internal static string[] Given(Call call) =>
    [
        .. call.Parameters.List("tags", ',')
            .Where(tag => tag.Length <= MaxTagLength && !tag.Any(char.IsControl))
            .Distinct(StringComparer.Ordinal),
    ];

    private Task ListAsync(Call call) => call.JsonAsync(writer =>
    {
        writer.WriteStartArray();
        foreach (string tag in host.TagsFor(call.Caller)) writer.WriteStringValue(tag);
        writer.WriteEndArray();
    });

    // Without tags all of them are taken away.
    private Task RemoveAsync(Call call)
    {
        string[] tags = Given(call);
        return ChangeAsync(
            call, tags.Length > 0 ? new TorrentChange { RemovedTags = tags } : new TorrentChange { Tags = [] });
    }

    private Task ChangeAsync(Call call, TorrentChange change) =>
        many.ChangeAsync(call, async (id, _) => (await host.Editor.ChangeAsync(id, change)).Error);
}
