using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using GSTorrent.Api.Transmission.Tests.Serving;

namespace GSTorrent.Api.Transmission.Tests;

/// <summary>Requests with random damage: the server never breaks, and what it refuses changes nothing.</summary>
public sealed class MutationTests
{
    private static readonly string[] Fields =
    [
        "id", "name", "labels", "downloadDir", "downloadLimit", "downloadLimited", "uploadLimited", "wanted",
        "priorities", "trackerList", "queuePosition", "seedRatioLimit", "seedRatioMode", "seedIdleMode", "peer-limit",
        "sequential_download",
    ];

    private static readonly string[] Bodies =
    [
        """{"method":"torrent-get","arguments":{"ids":[1,"x"],"fields":["id","files","peers"],"format":"table"}}""",
        """{"jsonrpc":"2.0","method":"torrent_get","params":{"ids":"recently_active","fields":["peers"]},"id":"a"}""",
        """{"method":"session-get","arguments":{"fields":["version","units"]},"tag":5}""",
        """{"method":"free-space","arguments":{"path":"/tmp"}}""",
        """[{"jsonrpc":"2.0","method":"session_stats","id":1},{"jsonrpc":"2.0","method":"port_test","id":2}]""",
        """{"method":"torrent-stop","arguments":{"ids":[99]}}""",
        """{"method":"torrent-set","arguments":{"ids":[2],"labels":["a"],"uploadLimited":true,"files-unwanted":[9]}}""",
        """{"jsonrpc":"2.0","method":"torrent_set","params":{"ids":[2],"peer_limit":5,"tracker_list":"x"},"id":1}""",
        """{"method":"torrent-set","arguments":{"ids":[1,2],"seedRatioMode":1,"queuePosition":0,"location":"x"}}""",
        """{"method":"torrent-add","arguments":{"metainfo":"ZDg6YW5ub3VuY2U=","labels":["b"],"paused":true}}""",
        """{"method":"session-set","arguments":{"speed-limit-up":7,"speed-limit-up-enabled":true,"peer-port":-1}}""",
        """{"method":"torrent-rename-path","arguments":{"ids":[1],"path":"content/none","name":"x"}}""",
        """{"method":"torrent-set-location","arguments":{"ids":[1],"location":"/etc","move":true}}""",
        """{"method":"queue-move-top","arguments":{"ids":[99]}}""",
    ];

    [Fact]
    public async Task No_damage_breaks_the_server_and_what_is_refused_changes_nothing()
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        await torrents.AddAsync(host);
        (int Choice, int Position, byte Value, bool IsCut)[] mutations = Gen.Select(
            Gen.Int[0, Bodies.Length - 1], Gen.Int[0, 400], Gen.Byte, Gen.Bool).Array[1_000].Single();
        string before = await StateAsync(host);
        foreach ((int choice, int position, byte value, bool isCut) in mutations)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(Bodies[choice]);
            int at = position % bytes.Length;
            bytes[at] = value;
            before = await CheckAsync(host, isCut ? bytes[..at] : bytes, before);
        }
    }

    [Fact]
    public async Task A_value_of_another_kind_is_never_half_done()
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        await torrents.AddAsync(host);
        string[] values = ["null", "true", "-1", "1e300", "\"\"", "\"x\"", "[]", "[null]", "[[1]]", "{}", "{\"a\":1}"];
        string before = await StateAsync(host);
        foreach (string body in Bodies)
        {
            if (JsonNode.Parse(body) is not JsonObject node) continue;
            JsonObject arguments = (node["arguments"] ?? node["params"])!.AsObject();
            foreach (string name in arguments.Select(pair => pair.Key).ToArray())
            {
                foreach (string value in values)
                {
                    JsonNode changed = node.DeepClone();
                    (changed["arguments"] ?? changed["params"])![name] = JsonNode.Parse(value);
                    before = await CheckAsync(host, Encoding.UTF8.GetBytes(changed.ToJsonString()), before);
                }
            }
        }
    }

    private static async Task<string> CheckAsync(RpcHost host, byte[] body, string before)
    {
        (HttpStatusCode status, string answer) = await host.SendAsync(body);
        string shown = Encoding.Latin1.GetString(body);
        Assert.True((int)status < 500, $"{shown}: {status} {answer}");
        string after = await StateAsync(host);
        bool isDone = status == HttpStatusCode.NoContent || IsSuccess(JsonNode.Parse(answer)!);
        Assert.True(isDone || after == before, $"{shown}\nwas refused: {answer}\n{before}\n{after}");
        return after;
    }

    private static bool IsSuccess(JsonNode answer) => answer is JsonArray list
        ? list.Any(one => IsSuccess(one!))
        : answer["result"] is JsonObject || answer["result"] is JsonValue text && (string)text! == "success";

    private static async Task<string> StateAsync(RpcHost host)
    {
        string rows = (await host.GetAsync("", Fields)).ToJsonString();
        string settings = string.Join(
            '\n', Application.Settings.SettingsCatalog.All.Select(setting => host.Host.Settings.Current.Text(setting)));
        return rows + settings;
    }
}
