using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace GSTorrent.Api.Transmission.Tests.Serving;

/// <summary>
/// A file of requests with the replies that they must get, in order, on a server that has <see cref="TwoTorrents"/>.
/// In it stand <c>{downloads}</c> and <c>{state}</c> for the server's directories, <c>{hash1}</c> to <c>{hash3}</c> for
/// info-hashes, <c>{file2}</c> and <c>{file3}</c> for torrent files in Base64, <c>{session}</c> for the session id.
/// </summary>
internal static class Transcript
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "tests", "GSTorrent.Api.Transmission.Tests");

    /// <summary>Paths of all transcripts below a folder of this project.</summary>
    public static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(Path.Combine(Folder, folder), "*.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal);

    public static async Task ReplayAsync(string file)
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        await torrents.AddAsync(host);
        string text = Fill(await File.ReadAllTextAsync(Path.Combine(Folder, file)), host, torrents);
        int number = 0;
        foreach (JsonNode? step in JsonNode.Parse(text)!.AsArray())
        {
            number++;
            string where = $"{file}, step {number}";
            (HttpStatusCode status, string body) = await host.SendAsync(BodyOf(step!["send"]!));
            int expected = (int?)step["status"] ?? 200;
            Assert.True((int)status == expected, $"{where}: {(int)status} {body}");
            if (step["expect"] is not { } pattern)
            {
                Assert.Equal("", body);
                continue;
            }

            string? difference = Pattern.Differ(pattern, JsonNode.Parse(body));
            Assert.True(difference is null, $"{where}: {difference}\n{body}");
        }
    }

    // A text is sent as it is, so that it may be no JSON.
    private static byte[] BodyOf(JsonNode send) =>
        Encoding.UTF8.GetBytes(send is JsonValue value ? (string)value! : send.ToJsonString());

    private static string Fill(string text, RpcHost host, TwoTorrents torrents) => text
        .Replace("{downloads}", host.Downloads)
        .Replace("{state}", host.Host.State.Root)
        .Replace("{session}", host.SessionId)
        .Replace("{hash1}", torrents.Folder.Metainfo.InfoHash.ToString())
        .Replace("{hash2}", torrents.Single.Metainfo.InfoHash.ToString())
        .Replace("{hash3}", torrents.Third.Metainfo.InfoHash.ToString())
        .Replace("{file2}", Convert.ToBase64String(torrents.SingleFile))
        .Replace("{file3}", Convert.ToBase64String(torrents.Third.TorrentFile));

    public static string RepositoryRoot()
    {
        string at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "GSTorrent.slnx"))) at = Path.GetDirectoryName(at)!;
        return at;
    }
}
