using System.Net;
using System.Text.Json;

namespace GSTorrent.Api.Native.Tests.Reference;

public sealed class OpenApiTests
{
    private static string CommittedPath => Path.Combine(RouteFact.RepositoryRoot(), "docs", "api", "openapi.json");

    [Fact]
    public async Task The_committed_document_is_what_the_routes_and_contracts_say()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string made = await OpenApiDocumentMaker.MakeAsync(server.Host);
        if (Environment.GetEnvironmentVariable("GSTORRENT_UPDATE_DOCS") is not null)
            await File.WriteAllTextAsync(CommittedPath, made);
        Assert.Equal(await File.ReadAllTextAsync(CommittedPath), made);
    }

    [Fact]
    public async Task Operations_have_names_of_their_own_and_all_shapes_are_described()
    {
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(CommittedPath));
        string[] names =
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               select method.Value.GetProperty("operationId").GetString()!,
        ];
        Assert.Equal(names.Distinct().Count(), names.Length);
        Assert.Equal(RouteFact.OfDocument().Count(), names.Length);
        Assert.Empty(
            from shape in document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where shape.Value.TryGetProperty("properties", out _) && !shape.Value.TryGetProperty("description", out _)
            select shape.Name);
    }

    [Fact]
    public async Task The_server_serves_the_document_and_a_page_of_every_operation()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage document = await server.SendAsync("GET", "openapi.json");
        string json = await document.Content.ReadAsStringAsync();
        Assert.Equal(await File.ReadAllTextAsync(CommittedPath), json);

        using HttpResponseMessage page = await server.SendAsync("GET", "reference");
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("unsafe", page.Headers.GetValues("Content-Security-Policy").Single());
        string html = await page.Content.ReadAsStringAsync();
        Assert.All(
            RouteFact.OfDocument(),
            fact => Assert.Contains($"<b>{fact.Method}</b> {NativeApi.Root}{fact.Route.Replace("**", "")}", html));
        Assert.DoesNotContain("<script", html);

        using HttpResponseMessage style = await server.SendAsync("GET", "reference.css");
        Assert.Equal("text/css", style.Content.Headers.ContentType?.MediaType);
        using HttpResponseMessage stranger = await server.SendAsync("GET", "reference", token: "");
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }
}
