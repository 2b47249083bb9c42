using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GSTorrent.Api.Contracts;
using GSTorrent.Application.Access;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Native.Tests.Access;

/// <summary>What a caller who is narrowed to a category is told about the server as a whole.</summary>
public sealed class NarrowedServerTests
{
    private static readonly ContractsJsonContext Json = ContractsJsonContext.Default;

    [Fact]
    public async Task The_figures_are_those_of_the_own_torrents()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1, "films");
        await server.AddAsync(2, "tv");
        await server.AddAsync(3, "tv/kids");
        StatsDto whole = await AskAsync(server, "stats", server.Token, Json.StatsDto);
        StatsDto own = await AskAsync(server, "stats", await server.TokenOfAsync(AccessRole.Read, "tv"), Json.StatsDto);
        Assert.Equal((3, 2), (whole.Torrents, own.Torrents));
    }

    [Fact]
    public async Task Nothing_is_told_about_the_machine()
    {
        (string Name, string Text)[] secrets =
        [
            (AccessSettings.AllowedHosts.Name, "secret.example"), (AccessSettings.TrustedProxies.Name, "192.0.2.1"),
            (NetworkSettings.ExternalAddressV4.Name, "192.0.2.2"), (StorageSettings.Roots.Name, "/srv/secret"),
            (NetworkSettings.PrivateUrlHosts.Name, "hidden.example"),
            (NetworkSettings.BannedAddresses.Name, "192.0.2.3"), ("transfers.download-limit", "77777"),
        ];
        await using RunningServer server = await RunningServer.StartAsync(more: secrets);
        string token = await server.TokenOfAsync(AccessRole.Control, "tv");
        var whole = await AskAsync(server, "settings", server.Token, Json.IReadOnlyListSettingDto);
        var own = await AskAsync(server, "settings", token, Json.IReadOnlyListSettingDto);
        Assert.Equal(SettingsCatalog.All.Count, whole.Count);
        Assert.All(secrets[..^1], secret => Assert.Contains(whole, setting => setting.Value == secret.Text));
        Assert.All(secrets[..^1], secret => Assert.DoesNotContain(own, setting => setting.Name == secret.Name));
        Assert.Contains(own, setting => setting.Value == "77777");
        ServerDto facts = await AskAsync(server, "server", token, Json.ServerDto);
        Assert.Empty(facts.ExternalAddresses);
        Assert.Empty(facts.Warnings);
        Assert.Equal(server.Destination, facts.Destination);
    }

    private static async Task<T> AskAsync<T>(RunningServer server, string route, string token, JsonTypeInfo<T> type)
    {
        using HttpResponseMessage response = await server.SendAsync("GET", route, token: token);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{route}: {response.StatusCode} {body}");
        return JsonSerializer.Deserialize(body, type)!;
    }
}
