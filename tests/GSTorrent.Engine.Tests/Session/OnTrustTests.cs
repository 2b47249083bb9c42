using GSTorrent.Engine.Tests.Swarms;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>Content that somebody says is complete, which nobody has read: it may be somebody else's file.</summary>
public sealed class OnTrustTests : IAsyncDisposable
{
    private const int Length = 300_000;
    private readonly TestTorrent _torrent = new(seed: 1, pieceLength: 65_536, ("file.bin", Length));
    private readonly TestEngine _seeder = new(seed: 1);
    private readonly TestEngine _engine = new(seed: 2);
    private readonly string _folder;

    public OnTrustTests() => _folder = _torrent.Folder("given");

    private string File => Path.Combine(_folder, "file.bin");

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _seeder.DisposeAsync();
        _torrent.Dispose();
    }

    [Theory]
    [InlineData(Length)]
    [InlineData(Length / 2)]
    [InlineData(Length * 2)]
    public async Task A_recheck_that_finds_nothing_ends_the_trust_and_writes_nothing(int length)
    {
        byte[] foreign = PutForeign(length);
        TorrentHandle handle = await AddAsync();
        if (length >= Length)
        {
            await _engine.WhenSeedingAsync();
            await handle.RecheckAsync();
        }

        TorrentSnapshot failed = await _engine.WhenAsync(_torrent, IsFailed);
        Assert.Contains(File, failed.Error, StringComparison.Ordinal);
        Assert.Equal((0, false), (failed.PiecesDone, failed.HasFinished));
        handle.Start();
        await handle.GetFilesAsync();
        await _engine.StopCleanlyAsync();
        Assert.Equal(foreign, await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken));
        ResumeData record = _engine.Observer.Resume[_torrent.Metainfo.InfoHash];
        Assert.False(record.HasBegun || record.IsOnTrust || record.HasFinished);
    }

    [Fact]
    public async Task Nothing_of_another_file_leaves_and_nothing_is_written_to_it()
    {
        byte[] foreign = PutForeign(Length);
        await AddAsync();
        await _engine.WhenSeedingAsync();
        await AskInVainAsync();
        await _engine.WhenAsync(_torrent, IsFailed);
        await _engine.StopCleanlyAsync();
        Assert.Equal(foreign, await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_removal_with_content_leaves_the_file_of_another()
    {
        byte[] foreign = PutForeign(Length);
        TorrentHandle handle = await AddAsync();
        await _engine.WhenSeedingAsync();
        StorageError? error = await _engine.Engine.RemoveAsync(handle, deleteFiles: true);
        Assert.Equal(StorageErrorKind.AlreadyExists, error?.Kind);
        Assert.Equal(foreign, await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_as_it_was_said_is_sent_and_may_be_deleted()
    {
        PutContent();
        TorrentHandle handle = await AddAsync();
        await _engine.WhenSeedingAsync();
        using var asker = new Asker(_torrent);
        await asker.DialAsync(_engine.Address);
        for (int piece = 0; piece < _torrent.Metainfo.Geometry.PieceCount; piece++) await asker.TakeAsync(piece);
        Assert.False(handle.HasBegun);
        await handle.RecheckAsync();
        await _engine.WhenAsync(_torrent, snapshot => handle.HasBegun && snapshot.State == TorrentState.Seeding);
        Assert.Null(await _engine.Engine.RemoveAsync(handle, deleteFiles: true));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task One_bad_piece_among_good_ones_has_all_read_and_is_replaced()
    {
        PutContent();
        using (var file = new FileStream(File, FileMode.Open, FileAccess.Write))
        {
            file.Position = 2 * 65_536;
            file.Write("rotten"u8);
        }

        TorrentHandle handle = await AddAsync();
        await _engine.WhenSeedingAsync();
        await AskInVainAsync();
        await _engine.WhenAsync(
            _torrent, snapshot => handle.HasBegun && snapshot.PiecesDone == snapshot.PieceCount);
        await _engine.StopCleanlyAsync();
        _torrent.AssertComplete(_folder);
        Assert.Contains(_engine.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.RecheckFinished);
    }

    private static bool IsFailed(TorrentSnapshot snapshot) => snapshot.State == TorrentState.Failed;

    private async Task<TorrentHandle> AddAsync()
    {
        var all = new Bitfield(_torrent.Metainfo.Geometry.PieceCount);
        all.SetAll();
        var resume = new ResumeData { Verified = all.Bytes.ToArray(), IsOnTrust = true };
        // Whoever has it all would have it written over at once.
        _seeder.Add(_torrent, _torrent.FolderWithContent("peer"));
        await _seeder.WhenSeedingAsync();
        return _engine.Add(_torrent, _folder, [_seeder.Address], resume);
    }

    // It is refused, or the connection ends before.
    private async Task AskInVainAsync()
    {
        using var asker = new Asker(_torrent);
        await asker.DialAsync(_engine.Address);
        byte[]? sent = null;
        Exception? ended = await Record.ExceptionAsync(async () => sent = await asker.AskAsync(2, 1));
        Assert.Null(sent);
        Assert.True(ended is null or IOException, ended?.ToString());
    }

    private byte[] PutForeign(int length) => ForeignFile.Put(File, length);

    private void PutContent() => System.IO.File.Copy(
        Path.Combine(_torrent.FolderWithContent("original"), "file.bin"), File);
}
