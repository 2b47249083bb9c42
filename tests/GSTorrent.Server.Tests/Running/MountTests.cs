using System.Diagnostics;
using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Client;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Server.Tests.Running;

/// <summary>
/// The program over restarts with and without the disk that downloads go to: file systems of memory in mount namespaces
/// of their own, so that nothing of the machine is touched.
/// </summary>
public sealed class MountTests
{
    private const string OnDisk = "mount -t tmpfs none \"$PWD/downloads\" && exec \"$0\" \"$@\"";
    private const string WithoutDisk = "exec \"$0\" \"$@\"";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_new_torrent_waits_for_its_disk_after_a_restart_and_makes_nothing_where_it_is_not()
    {
        using var sample = new SampleTorrent(seed: 1, pieceLength: 16_384, ("file", 100_000));
        string root = ServerProcess.MakeRoot();
        string downloads = Path.Combine(root, "downloads");
        string id = sample.Metainfo.InfoHash.ToString();
        await using (ServerProcess first = await StartAsync(root, OnDisk))
        {
            first.OwnsRoot = false;
            using GSTorrentClient client = first.Connect();
            await client.Torrents.AddAsync(new AddTorrentRequest { TorrentFile = sample.TorrentFile });
            await UntilAsync(client, id, torrent => torrent.State == TorrentState.Downloading);
            await first.SignalAsync("TERM");
            Assert.Equal((0, ""), await first.EndAsync());
        }

        await using ServerProcess second = await StartAsync(root, WithoutDisk);
        using GSTorrentClient again = second.Connect();
        TorrentDto failed = await UntilAsync(again, id, torrent => torrent.State == TorrentState.Error);
        Assert.Contains($"{downloads}: nothing is mounted there", failed.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(downloads));
        await EnterAsync(second, "mount", "-t", "tmpfs", "none", downloads);
        await UntilAsync(again, id, torrent => torrent.State == TorrentState.Downloading);
        Assert.Empty(Directory.EnumerateFileSystemEntries(downloads));
    }

    private static async Task<ServerProcess> StartAsync(string root, string script)
    {
        string[] by = ["unshare", "--map-root-user", "--mount", "--", "sh", "-c", script];
        return await ServerProcess.ReadyAsync(root, [], by);
    }

    private static async Task<TorrentDto> UntilAsync(GSTorrentClient client, string id, Predicate<TorrentDto> condition)
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (true)
        {
            TorrentDto torrent = await client.Torrents.GetAsync(id, limit.Token);
            if (condition(torrent)) return torrent;
            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task EnterAsync(ServerProcess server, params string[] words)
    {
        string[] enter =
        [
            "--target", server.Id.ToString(CultureInfo.InvariantCulture), "--user", "--preserve-credentials", "--mount",
            "--", .. words,
        ];
        using Process process = Process.Start("nsenter", enter);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
