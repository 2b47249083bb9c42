using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>The web seeds of a torrent (BEP 19).</summary>
internal sealed class WebSeedRoutes(GstHost host)
{
    public void Map(RouteSet routes)
    {
        routes.Read("/torrents/webseeds", ListAsync);
        routes.Change("/torrents/addWebSeeds", call => ChangeAsync(call, Add));
        routes.Change("/torrents/editWebSeed", call => ChangeAsync(call, Edit));
        routes.Change("/torrents/removeWebSeeds", call => ChangeAsync(call, Remove));
    }

    private Task ListAsync(Call call)
    {
        if (!Read(call).TryGet(out var found, out AppError? error)) return call.RefuseAsync(error);
        return call.JsonAsync(writer =>
        {
            writer.WriteStartArray();

            // They may hold passwords as well, and whoever only looks fetches nothing from them.
            foreach (string url in call.ShowsSecrets ? found.Urls : [])
            {
                writer.WriteStartObject();
                writer.WriteString("url"u8, url);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private async Task ChangeAsync(Call call, Func<Call, string[], Result<string[]>> change)
    {
        if (Read(call).TryGet(out var found, out AppError? error)
            && change(call, found.Urls).TryGet(out string[]? urls, out error))
            error = (await host.Editor.ChangeAsync(found.Id, new TorrentChange { WebSeeds = urls })).Error;
        await call.DoneAsync(error);
    }

    private Result<(string Id, string[] Urls)> Read(Call call)
    {
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error)) return error;
        string id = row.InfoHash.ToString();
        return host.Details.GetWebSeeds(id).TryGet(out string[]? urls, out error) ? (id, urls) : error;
    }

    private static Result<string[]> Add(Call call, string[] urls) =>
        urls.Union(Given(call), StringComparer.Ordinal).ToArray();

    private static Result<string[]> Remove(Call call, string[] urls) =>
        urls.Except(Given(call), StringComparer.Ordinal).ToArray();

    private static Result<string[]> Edit(Call call, string[] urls)
    {
        string from = Uri.UnescapeDataString(call.Parameters.Text("origUrl"));
        string to = Uri.UnescapeDataString(call.Parameters.Text("newUrl"));
        if (string.Equals(from, to, StringComparison.Ordinal)) return urls;
        if (!urls.Contains(from, StringComparer.Ordinal))
            return new AppError("conflict", "That URL is no web seed of the torrent");
        return urls.Where(url => !string.Equals(url, from, StringComparison.Ordinal)).Append(to).Distinct(
            StringComparer.Ordinal).ToArray();
    }

    private static IEnumerable<string> Given(Call call) =>
        call.Parameters.List("urls", '|').Select(Uri.UnescapeDataString);
}
