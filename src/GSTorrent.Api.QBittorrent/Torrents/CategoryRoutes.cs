using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Organizing;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Categories, and which torrents belong to them.</summary>
internal sealed class CategoryRoutes(GstHost host, ManyTorrents many)
{
    private static readonly AppError NoName = new("bad-request", "Category cannot be empty");

    public void Map(RouteSet routes)
    {
        routes.Read("/torrents/categories", ListAsync);
        routes.Change("/torrents/createCategory", call => SaveAsync(call, host.Categories.CreateAsync));
        routes.Change("/torrents/editCategory", call => SaveAsync(call, host.Categories.EditAsync));
        routes.Change("/torrents/removeCategories", RemoveAsync);
        routes.Change("/torrents/setCategory", AssignAsync);
    }

    private Task ListAsync(Call call) => call.JsonAsync(writer =>
    {
        writer.WriteStartObject();
        foreach (Category category in host.Categories.All.Values)
        {
            if (!call.Caller.IsWithin(category.Name)) continue;
            writer.WritePropertyName(category.Name);
            CategoryWriting.Write(writer, category);
        }

        writer.WriteEndObject();
    });

    private async Task SaveAsync(Call call, Func<string, string, Task<Result<Category>>> save)
    {
        string name = call.Parameters.Text("category");
        string path = call.Parameters.Text("savePath");
        AppError? error;
        if (name.Length == 0) error = NoName;
        else if (!call.Caller.IsWithin(name)) error = NotYours(name);
        else error = (await save(name, path.Length == 0 ? "" : PlaceRoutes.Absolute(host, path))).Error;
        await call.DoneAsync(PlaceRoutes.Told(error));
    }

    private async Task RemoveAsync(Call call)
    {
        string[] names = [.. call.Parameters.List("categories", '\n').Where(call.Caller.IsWithin)];
        await call.DoneAsync(await host.Editor.RemoveCategoriesAsync(names));
    }

    private Task AssignAsync(Call call)
    {
        string name = call.Parameters.Text("category");
        if (!call.Caller.IsWithin(name)) return call.RefuseAsync(NotYours(name));
        if (name.Length > 0 && !host.Categories.All.ContainsKey(name))
            return call.ConflictAsync("Incorrect category name");
        var change = new TorrentChange { Category = name };
        return many.EditAsync(call, _ => change);
    }

    private static AppError NotYours(string name) => new("not-allowed", $"The category {name} is not yours.");
}
