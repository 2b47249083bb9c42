using GSTorrent.Application.Journal;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Swarm;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>What people do with torrents whose files were never proven does nothing to files of other origin.</summary>
public sealed class FilesOfUsersTests : IDisposable
{
    private const int Piece = 16_384;
    private readonly SampleTorrent _sample = new(92, Piece, [("a", Piece), ("b", 2 * Piece)]);

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_move_leaves_them_and_says_so(bool isOnTrust)
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        string file = await PutForeignAsync(host, "content/b"), place = Path.Combine(host.Downloads, "elsewhere");
        await AddAsync(host, paused: true, isOnTrust);
        Assert.Null((await host.Torrents.MoveAsync("1", place)).Error);
        JournalEntry told = await host.WhenToldAsync("moved to");
        Assert.Contains(file, told.Text, StringComparison.Ordinal);
        Assert.Equal(JournalKinds.TorrentMoved, told.Kind);
        TorrentRow row = await host.WhenAsync(found => found.Destination == place);
        Assert.Equal(0, row.PiecesDone);
        await host.KillAsync();
        Assert.Equal(place, host.Torrents.Find("1").Value.Destination);
        await host.Torrents.StartAsync("1");
        await host.WhenAsync(found => found is { State: TorrentRowState.Downloading, Error: null });
        await AssertForeignAsync(file);
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        await host.WhenToldAsync("is deleted.");
        await AssertForeignAsync(file);
    }

    [Fact]
    public async Task What_is_the_torrents_moves_and_the_rest_stays()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        _sample.CopyContentTo(host.Downloads);
        string file = await PutForeignAsync(host, "content/b"), place = Path.Combine(host.Downloads, "elsewhere");
        await AddAsync(host, paused: true, isOnTrust: true);
        Assert.Null((await host.Torrents.MoveAsync("1", place)).Error);
        await host.WhenToldAsync("moved to");
        await host.WhenAsync(found => found.Destination == place);
        Assert.Equal(["content/b", "elsewhere/content/a"], host.DownloadedFiles());
        await AssertForeignAsync(file);
    }

    [Theory]
    [InlineData("content/b", "content/c", "content/b")]
    [InlineData("content", "other", "content/b")]
    public async Task A_renaming_leaves_them_and_says_so(string from, string to, string foreign)
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        string file = await PutForeignAsync(host, foreign);
        await AddAsync(host, paused: false, isOnTrust: false);
        await host.WhenAsync(row => row.State == TorrentRowState.Failed);
        Assert.Null((await host.Torrents.RenamePathAsync("1", from, to)).Error);
        JournalEntry told = await host.WhenToldAsync("renamed, but");
        Assert.Contains(file, told.Text, StringComparison.Ordinal);
        Assert.Equal([foreign], host.DownloadedFiles());
        await AssertForeignAsync(file);

        // Under its new name nothing is in the way.
        await host.Torrents.StartAsync("1");
        await host.WhenAsync(row => row is { State: TorrentRowState.Downloading, Error: null });
        await host.ReopenAsync();
        await host.WhenAsync(row => row is { State: TorrentRowState.Downloading, Error: null });
        await AssertForeignAsync(file);
    }

    [Fact]
    public async Task A_sparse_one_survives_that_its_place_is_not_wanted()
    {
        using var sample = new SampleTorrent(93, Piece, [("a", Piece / 2), ("b", 4 * Piece), ("c", Piece)]);
        await using HostFolder host = await HostFolder.OpenAsync();
        sample.CopyContentTo(host.Downloads);
        string file = Path.Combine(host.Downloads, "content/b");
        byte[] foreign = new byte[4 * Piece];
        foreign.AsSpan(0, 4096).Fill((byte)'x');
        await using (var stream = new FileStream(file, FileMode.Create))
        {
            stream.Write(foreign.AsSpan(0, 4096));
            stream.SetLength(foreign.Length);
        }

        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, IsComplete = true });
        await host.WhenSeedingAsync();
        var change = new TorrentChange { Priorities = [new FileRule("b", FilePriority.Skip)] };
        Assert.Null((await host.Editor.ChangeAsync("1", change)).Error);
        await host.ReopenAsync();
        await host.WhenSeedingAsync();
        Assert.Equal(foreign, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    private Task<TorrentRow> AddAsync(HostFolder host, bool paused, bool isOnTrust) => host.AddAsync(
        new AddTorrentCommand { TorrentFile = _sample.TorrentFile, Paused = paused, IsComplete = isOnTrust });

    private static async Task<string> PutForeignAsync(HostFolder host, string path)
    {
        string file = Path.Combine(host.Downloads, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, new string('x', 2 * Piece), TestContext.Current.CancellationToken);
        return file;
    }

    private static async Task AssertForeignAsync(string file) => Assert.Equal(
        new string('x', 2 * Piece), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
}
