using System.Security.Cryptography;
using System.Text;
using GSTorrent.Api.Contracts;

namespace GSTorrent.Api.Native.Tests.Torrents;

public sealed class AddOutcomeTests
{
    private static readonly ContractsJsonContext Json = ContractsJsonContext.Default;

    [Fact]
    public async Task A_torrent_that_is_there_tells_which_options_did_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string body = Body(Samples.TorrentFile(1));
        TorrentDto first = await server.AskAsync("POST", "torrents", 201, Json.TorrentDto, body);
        Assert.Null(first.Added);
        TorrentDto again = await server.AskAsync("POST", "torrents", 200, Json.TorrentDto, body);
        Assert.Equal(["paused", "tags", "sequential"], again.Added?.IgnoredOptions);
        string nothing = $$"""{"torrentFile":"{{Convert.ToBase64String(Samples.TorrentFile(1))}}"}""";
        TorrentDto bare = await server.AskAsync("POST", "torrents", 200, Json.TorrentDto, nothing);
        Assert.Null(bare.Added);
    }

    [Fact]
    public async Task A_new_torrent_tells_which_files_have_other_names()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TorrentDto torrent = await server.AskAsync("POST", "torrents", 201, Json.TorrentDto, Body(Named("CON")));
        ChangedNameDto changed = Assert.Single(torrent.Added!.ChangedNames);
        Assert.Equal((0, "CON"), (changed.Index, changed.Original));
        IReadOnlyList<FileDto> files = await server.AskAsync(
            "GET", "torrents/1/files", 200, Json.IReadOnlyListFileDto);
        Assert.Equal(files[0].Path, changed.Path);
        Assert.NotEqual("CON", changed.Path);
    }

    private static string Body(byte[] file) =>
        $$"""{"torrentFile":"{{Convert.ToBase64String(file)}}","paused":true,"tags":["a"],"sequential":true}""";

    private static byte[] Named(string name)
    {
        byte[] head = Encoding.UTF8.GetBytes(
            $"d4:infod6:lengthi5e4:name{name.Length}:{name}12:piece lengthi16384e6:pieces20:");
        return [.. head, .. SHA1.HashData("hello"u8), .. "ee"u8];
    }
}
