using GSTorrent.Api.Contracts;
using GSTorrent.Client.Transport;

namespace GSTorrent.Client;

/// <summary>The categories and tags of one server.</summary>
public sealed class OrganizingCalls
{
    private readonly ApiConnection _connection;

    internal OrganizingCalls(ApiConnection connection) => _connection = connection;

    private static ContractsJsonContext Json => ContractsJsonContext.Default;

    /// <summary>All categories, by name.</summary>
    public Task<IReadOnlyList<CategoryDto>> GetCategoriesAsync(CancellationToken cancellation = default) =>
        _connection.GetAsync("categories", Json.IReadOnlyListCategoryDto, cancellation);

    /// <summary>Makes a category, or changes where its content goes; what is there already stays where it is.</summary>
    public Task<CategoryDto> SaveCategoryAsync(
        string name, string destination = "", CancellationToken cancellation = default) =>
        _connection.SendAsync(
            HttpMethod.Put,
            "categories/" + Route(name),
            (new CategoryRequest { Destination = destination }, Json.CategoryRequest),
            Json.CategoryDto,
            cancellation);

    /// <summary>Removes a category; its torrents have none then.</summary>
    public Task RemoveCategoryAsync(string name, CancellationToken cancellation = default) =>
        _connection.SendAsync(HttpMethod.Delete, "categories/" + Route(name), cancellation);

    /// <summary>All tags, in order.</summary>
    public Task<IReadOnlyList<string>> GetTagsAsync(CancellationToken cancellation = default) =>
        _connection.GetAsync("tags", Json.IReadOnlyListString, cancellation);

    /// <summary>Makes a tag, if there is none of that name.</summary>
    public Task SaveTagAsync(string name, CancellationToken cancellation = default) =>
        _connection.SendAsync(HttpMethod.Put, "tags/" + Uri.EscapeDataString(name), cancellation);

    /// <summary>Removes a tag, from all torrents too.</summary>
    public Task RemoveTagAsync(string name, CancellationToken cancellation = default) =>
        _connection.SendAsync(HttpMethod.Delete, "tags/" + Uri.EscapeDataString(name), cancellation);

    // A '/' stands between names and is a part of the route.
    private static string Route(string name) => string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
}
