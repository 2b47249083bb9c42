using System.Text.Json;
using CsCheck;

namespace GSTorrent.Api.Contracts.Tests;

public sealed class ContractsJsonTests
{
    private static readonly ContractsJsonContext Json = ContractsJsonContext.Default;

    private static TorrentDto Torrent => new()
    {
        Id = 7,
        InfoHash = new string('a', 40),
        Name = "é \u2028 name",
        State = TorrentState.FetchingMetadata,
        AddedUnixMs = 1_800_000_000_123,
        Destination = "/downloads",
        Progress = 0.25,
        EtaS = 12,
        Tags = ["one", "two"],
    };

    [Fact]
    public void Names_and_enums_are_camel_case_and_nulls_are_absent()
    {
        string text = JsonSerializer.Serialize(Torrent, Json.TorrentDto);
        Assert.Contains("\"state\":\"fetchingMetadata\"", text, StringComparison.Ordinal);
        Assert.Contains("\"addedUnixMs\":1800000000123", text, StringComparison.Ordinal);
        Assert.DoesNotContain("finishedUnixMs", text, StringComparison.Ordinal);
        Assert.DoesNotContain("null", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_survives_the_round_trip()
    {
        var list = new TorrentListDto { Revision = 99, Torrents = [Torrent, Torrent with { Id = 8, Error = "why" }] };
        string text = JsonSerializer.Serialize(list, Json.TorrentListDto);
        TorrentListDto back = JsonSerializer.Deserialize(text, Json.TorrentListDto)!;
        Assert.Equal(text, JsonSerializer.Serialize(back, Json.TorrentListDto));
        Assert.Equal("why", back.Torrents[1].Error);
        Assert.Equal(["one", "two"], back.Torrents[0].Tags);
    }

    [Fact]
    public void Absent_lists_read_as_empty_not_as_null()
    {
        EventDto message = JsonSerializer.Deserialize("""{"revision":3}""", Json.EventDto)!;
        Assert.Empty(message.Changed);
        Assert.Empty(message.Removed);
        var token = JsonSerializer.Deserialize("""{"role":"read"}""", Json.CreateTokenRequest)!;
        Assert.Equal("", token.Name);
        var problem = JsonSerializer.Deserialize("""{"title":"t","status":400,"code":"c"}""", Json.ProblemDto)!;
        Assert.Equal("about:blank", problem.Type);
        var server = JsonSerializer.Deserialize("""{"version":"1","destination":"/d"}""", Json.ServerDto)!;
        Assert.Empty(server.Warnings);
        Assert.Empty(server.ExternalAddresses);
    }

    [Fact]
    public void An_add_takes_base64_and_rules()
    {
        const string Text = """
            {"torrentFile":"ZGU=","files":["*.txt"],"priorities":[{"files":"0-3","priority":"high"}],"future":[1]}
            """;
        AddTorrentRequest add = JsonSerializer.Deserialize(Text, Json.AddTorrentRequest)!;
        Assert.Equal("de"u8.ToArray(), add.TorrentFile);
        Assert.Equal(FilePriority.High, Assert.Single(add.Priorities!).Priority);
        Assert.Null(add.Paused);
    }

    [Fact]
    public void A_settings_patch_keeps_its_nulls()
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal) { ["a.b"] = null };
        var patch = new SettingsPatchRequest { Values = values };
        string text = JsonSerializer.Serialize(patch, Json.SettingsPatchRequest);
        Assert.Equal("""{"values":{"a.b":null}}""", text);
        Assert.Null(JsonSerializer.Deserialize(text, Json.SettingsPatchRequest)!.Values["a.b"]);
    }

    [Theory]
    [InlineData("""{"action":3}""")]
    [InlineData("""{"action":"explode"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"action":"start","ids":"7"}""")]
    public void Wrong_types_are_a_json_error(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text, Json.ActionRequest));

    [Fact]
    public void Mutated_requests_either_read_or_are_a_json_error() =>
        Gen.Select(Gen.Int[0, 89], Gen.Char).Sample((at, letter) =>
        {
            char[] text = """{"uri":"magnet:?xt=urn:btih:x","paused":true,"files":["*"],"sequential":false,"tags":[]}"""
                .ToCharArray();
            text[at % text.Length] = letter;
            try
            {
                JsonSerializer.Deserialize(text, Json.AddTorrentRequest);
            }
            catch (JsonException)
            {
                // What a caller answers with 400.
            }
        });
}
