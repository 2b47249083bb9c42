using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Organizing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Server;

/// <summary>Categories and tags.</summary>
internal sealed class OrganizingRoutes(GstHost host)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/categories", AccessRole.Read, ListCategoriesAsync, new RouteDoc(
            "listCategories", "Lists the categories.")
        {
            Answers = typeof(IReadOnlyList<CategoryDto>),
        });
        routes.Map("PUT", "/categories/{**name}", AccessRole.Control, SaveCategoryAsync, new RouteDoc(
            "saveCategory", "Makes a category (201) or changes the one there is (200).")
        {
            Takes = typeof(CategoryRequest),
            Answers = typeof(CategoryDto),
            Statuses = [200, 201],
        });
        routes.Map("DELETE", "/categories/{**name}", AccessRole.Control, RemoveCategoryAsync, new RouteDoc(
            "removeCategory", "Removes a category; its torrents have none then.")
        {
            Statuses = [204],
        });
        routes.Map("GET", "/tags", AccessRole.Read, ListTagsAsync, new RouteDoc(
            "listTags", "Lists the names of the tags.")
        {
            Answers = typeof(IReadOnlyList<string>),
        });
        routes.Map("PUT", "/tags/{name}", AccessRole.Control, SaveTagAsync, new RouteDoc(
            "saveTag", "Makes a tag, if there is none of that name.")
        {
            Statuses = [204],
        });
        routes.Map("DELETE", "/tags/{name}", AccessRole.Control, RemoveTagAsync, new RouteDoc(
            "removeTag", "Removes a tag from all torrents, and forgets it.")
        {
            Statuses = [204],
        });
    }

    private Task ListCategoriesAsync(HttpContext context) => context.WriteAsync(
        200,
        host.Categories.All.Values.Where(category => context.Caller().IsWithin(category.Name)).Select(ToDto).ToArray(),
        ContractsJsonContext.Default.IReadOnlyListCategoryDto);

    private async Task SaveCategoryAsync(HttpContext context)
    {
        string name = context.RouteText("name");
        Result<CategoryRequest> read = await context.ReadAsync(Json.Strict.CategoryRequest);
        bool isNew = !host.Categories.All.ContainsKey(name.Trim());
        Result<Category> saved = !read.TryGet(out CategoryRequest? request, out AppError? error) ? error
            : !context.Caller().IsWithin(name) ? NotYours(name)
            : isNew ? await host.Categories.CreateAsync(name, request.Destination)
            : await host.Categories.EditAsync(name, request.Destination);
        await context.WriteAsync(isNew ? 201 : 200, saved, ToDto, ContractsJsonContext.Default.CategoryDto);
    }

    private async Task RemoveCategoryAsync(HttpContext context)
    {
        string name = context.RouteText("name");
        AppError? error = !context.Caller().IsWithin(name) ? NotYours(name)
            : !host.Categories.All.ContainsKey(name) ? NotYours(name)
            : await host.Editor.RemoveCategoriesAsync([name]);
        await context.WriteDoneAsync(204, error);
    }

    private Task ListTagsAsync(HttpContext context) => context.WriteAsync(
        200,
        host.TagsFor(context.Caller()).ToArray(),
        ContractsJsonContext.Default.IReadOnlyListString);

    private async Task SaveTagAsync(HttpContext context) =>
        await context.WriteDoneAsync(204, await host.Tags.MakeAsync(context.RouteText("name")));

    private async Task RemoveTagAsync(HttpContext context) =>
        await context.WriteDoneAsync(
            204, await host.Editor.RemoveTagsAsync([context.RouteText("name")], context.Caller()));

    private static CategoryDto ToDto(Category category) =>
        new() { Name = category.Name, Destination = category.Destination };

    // What a caller may not see does not exist for it.
    private static AppError NotYours(string name) => new("category-not-found", $"There is no category {name}.");
}
