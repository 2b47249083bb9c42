using System.Net.Http.Headers;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

public sealed class DownloadRoutesTests
{
    private static readonly string Hash = Samples.FolderHash(1);

    [Theory]
    [InlineData("1")]
    [InlineData("folder-1/sub/b.txt")]
    public async Task A_complete_file_is_sent_by_its_number_or_path(string file)
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage response = await AskAsync(server, file);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(Samples.Content(1), await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("b.txt", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(["bytes"], response.Headers.AcceptRanges);
    }

    [Theory]
    [InlineData("bytes=0-3", 0, 4)]
    [InlineData("bytes=16380-", 16_380, 4)]
    [InlineData("bytes=-5", 16_379, 5)]
    [InlineData("bytes=-99999", 0, 16_384)]
    [InlineData("bytes=16383-99999", 16_383, 1)]
    public async Task A_range_of_it_is_sent(string range, int offset, int count)
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage response = await AskAsync(server, "0", range);
        Assert.Equal(206, (int)response.StatusCode);
        Assert.Equal(
            $"bytes {offset}-{offset + count - 1}/16384", response.Content.Headers.ContentRange?.ToString());
        Assert.Equal(
            Samples.FirstOfFolder(1).Skip(offset).Take(count), await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=16384-", 416)]
    [InlineData("bytes=-0", 416)]
    [InlineData("bytes=5-4", 200)]
    [InlineData("bytes=0-1,3-4", 200)]
    [InlineData("bytes=-", 200)]
    [InlineData("lines=1-2", 200)]
    public async Task What_is_no_range_of_it(string range, int status)
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage response = await AskAsync(server, "0", range);
        Assert.Equal(status, (int)response.StatusCode);
        if (status == 416) Assert.Equal("bytes */16384", response.Content.Headers.ContentRange?.ToString());
        else Assert.Equal(16_384, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("2", 409)]
    [InlineData("-1", 409)]
    [InlineData("sub/b.txt", 409)]
    [InlineData("../state/state.db", 409)]
    [InlineData("/etc/passwd", 409)]
    public async Task What_is_no_file_of_the_torrent_is_refused(string file, int status)
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage response = await AskAsync(server, file);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_not_complete_or_has_become_a_link_is_refused()
    {
        await using RunningServer server = await StartAsync();
        await server.AddAsync(2);
        Assert.Equal(
            "File not fully downloaded",
            await server.TextAsync($"torrents/downloadFile?hash={Samples.Hash(2)}&file=0", 409));
        string path = Path.Combine(server.Destination, "folder-1", "a.bin");
        File.Delete(path);
        File.CreateSymbolicLink(path, server.Host.State.TokenPath);
        string refused = await server.TextAsync($"torrents/downloadFile?hash={Hash}&file=0", 409);
        Assert.StartsWith("The file cannot be read: open", refused);
        File.Delete(path);
        await File.WriteAllTextAsync(path, "short");
        refused = await server.TextAsync($"torrents/downloadFile?hash={Hash}&file=0", 409);
        Assert.Contains("shorter on disk", refused);
    }

    [Fact]
    public async Task Who_only_looks_gets_no_content_and_HEAD_tells_its_length()
    {
        await using RunningServer server = await StartAsync();
        string read = await server.TokenOfAsync(AccessRole.Read);
        await server.TextAsync($"torrents/downloadFile?hash={Hash}&file=0", 403, read);
        using HttpResponseMessage head = await server.SendAsync("HEAD", $"torrents/downloadFile?hash={Hash}&file=0");
        Assert.Equal((200, 16_384L), ((int)head.StatusCode, head.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task A_download_ends_with_the_token_that_asked_for_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        byte[] content = Samples.LargeContent;
        string hash = Samples.LargeHash(content);
        await File.WriteAllBytesAsync(Path.Combine(server.Destination, "large"), content);
        await server.AddFileAsync(Samples.LargeTorrentFile(content), 200, ("stopped", "true"));
        await server.PostAsync("torrents/recheck", 200, ("hashes", hash));
        await WaitForAsync(server, "1 of 1 pieces are good");
        (TokenRecord token, string secret) = RunningServer.Valid(
            await server.Host.Tokens.CreateAsync("x", AccessRole.Control, null));

        using HttpResponseMessage response = await AskAsync(server, hash, "0", token: secret);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1 << 20]);
        Assert.Null(await server.Host.Tokens.RevokeAsync(token.Id));
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null));

        using HttpResponseMessage whole = await AskAsync(server, hash, "0", token: server.Token);
        Assert.Equal(content, await whole.Content.ReadAsByteArrayAsync());
    }

    private static async Task<RunningServer> StartAsync()
    {
        RunningServer server = await RunningServer.StartAsync();
        string folder = Path.Combine(server.Destination, "folder-1");
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.bin"), Samples.FirstOfFolder(1));
        await File.WriteAllBytesAsync(Path.Combine(folder, "sub", "b.txt"), Samples.Content(1));
        Assert.Equal("Ok.", await server.AddFileAsync(
            Samples.FolderTorrentFile(1), 200, ("stopped", "true"), ("skip_checking", "true")));
        await VerifyAsync(server);
        return server;
    }

    // What is complete only because somebody says so is not sent.
    private static async Task VerifyAsync(RunningServer server)
    {
        await server.TextAsync($"torrents/downloadFile?hash={Hash}&file=0", 409);
        await server.PostAsync("torrents/recheck", 200, ("hashes", Hash));
        await WaitForAsync(server, "2 of 2 pieces are good");
    }

    private static async Task WaitForAsync(RunningServer server, string text)
    {
        EventJournal journal = server.Host.Journal;
        while (true)
        {
            Task next = journal.NextEntry;
            if (journal.Since(0).Entries.Any(entry => entry.Text.Contains(text))) return;
            await next.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    private static Task<HttpResponseMessage> AskAsync(RunningServer server, string file, string? range = null) =>
        AskAsync(server, Hash, file, range);

    private static Task<HttpResponseMessage> AskAsync(
        RunningServer server, string hash, string file, string? range = null, string? token = null)
    {
        string route = $"torrents/downloadFile?hash={hash}&file={Uri.EscapeDataString(file)}";
        var request = new HttpRequestMessage(HttpMethod.Get, route);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? server.Token);
        if (range is not null) request.Headers.TryAddWithoutValidation("Range", range);
        return server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
