using GSTorrent.Primitives;

namespace GSTorrent.Engine.Tests.Swarms;

/// <summary>Pieces that go bad on our disk while we seed: of each block at most one copy leaves.</summary>
public sealed class RottenPieceTests : IAsyncDisposable
{
    private const int PieceLength = 65_536;
    private const int Rotten = 3;

    private readonly TestTorrent _torrent = new(seed: 4, PieceLength, ("file.bin", 1_000_000));
    private readonly TestEngine _seeder = new(seed: 1);
    private readonly List<Asker> _askers = [];

    public async ValueTask DisposeAsync()
    {
        foreach (Asker asker in _askers) asker.Dispose();
        await _seeder.DisposeAsync();
        _torrent.Dispose();
    }

    [Fact]
    public async Task One_that_comes_after_the_first_has_left_gets_nothing_of_it()
    {
        await SeedAsync();
        Rot();
        using (var first = new Asker(_torrent, number: 1))
        {
            await first.DialAsync(_seeder.Address);
            await first.TakeAsync(Rotten);
        }

        Asker second = await AskerAsync(2);
        Assert.Equal((0, 4), await second.AskForPieceAsync(Rotten));
        Assert.Equal((4, 0), await second.AskForPieceAsync(Rotten - 1));
        await AssertFoundAsync();
    }

    [Fact]
    public async Task One_that_asks_while_the_first_is_silent_gets_nothing_of_it()
    {
        await SeedAsync();
        Rot();
        await (await AskerAsync(1)).TakeAsync(Rotten);
        Assert.Equal((0, 4), await (await AskerAsync(2)).AskForPieceAsync(Rotten));
        await AssertFoundAsync();
    }

    [Fact]
    public async Task A_single_block_that_nobody_has_confirmed_is_enough()
    {
        await SeedAsync();
        Rot();
        Asker first = await AskerAsync(1), second = await AskerAsync(2);
        Assert.NotNull(await first.AskAsync(Rotten, 1));
        // The rest of the piece comes from elsewhere, its hash is wrong, and the peer keeps silent about it.
        await first.SayHaveAsync(Rotten - 1);
        Assert.NotNull(await second.AskAsync(Rotten, 0));
        Assert.Null(await second.AskAsync(Rotten, 1));
        await AssertFoundAsync();
        Assert.Null(await first.AskAsync(Rotten, 2));
    }

    [Fact]
    public async Task A_piece_that_a_peer_has_confirmed_is_not_read_for_the_next()
    {
        await SeedAsync();
        Asker first = await AskerAsync(1);
        await first.TakeAsync(Rotten);
        await first.SayHaveAsync(Rotten);
        Assert.NotNull(await first.AskAsync(0, 0));
        Rot();
        // It leaves once more, as nobody has a reason to doubt it, and then never again.
        await (await AskerAsync(2)).TakeAsync(Rotten);
        Assert.Equal((0, 4), await (await AskerAsync(3)).AskForPieceAsync(Rotten));
        await AssertFoundAsync();
    }

    [Fact]
    public async Task A_good_piece_is_sent_as_often_as_it_is_asked_for()
    {
        await SeedAsync();
        for (int number = 1; number <= 6; number++)
        {
            Asker asker = await AskerAsync(number);
            Assert.Equal((4, 0), await asker.AskForPieceAsync(Rotten));
            Assert.Equal((4, 0), await asker.AskForPieceAsync(Rotten));
        }

        await _seeder.StopCleanlyAsync();
        Assert.DoesNotContain(_seeder.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.DataDamaged);
    }

    [Fact]
    public async Task Many_pieces_in_doubt_at_once_are_told_apart()
    {
        await SeedAsync();
        Asker first = await AskerAsync(1), second = await AskerAsync(2);
        int[] pieces = [.. Enumerable.Range(0, 12)];
        foreach (int piece in pieces) await first.TakeAsync(piece);
        Rot();
        // Two blocks of each piece, neighbours of others, so that runs reach over many pieces.
        BlockRequest[] requests =
            [.. pieces.SelectMany(piece => new[] { 3, 1 }.Select(i => _torrent.Metainfo.Geometry.RequestOf(piece, i)))];
        List<BlockRequest> refused = await second.AskForAsync(requests);
        Assert.Equal(2, refused.Count(one => one.Piece == Rotten));
        foreach (int piece in pieces.Where(piece => piece != Rotten)) await second.TakeAsync(piece);
        await AssertFoundAsync();
        await _seeder.StopCleanlyAsync();
    }

    [Fact]
    public async Task What_waits_behind_it_is_refused_too_and_the_piece_is_fetched_again()
    {
        TorrentHandle handle = await SeedAsync();
        Rot();
        await (await AskerAsync(1)).TakeAsync(Rotten);
        Task<(int Sent, int Refused)>[] many =
        [
            .. (await Task.WhenAll(Enumerable.Range(2, 5).Select(AskerAsync)))
                .Select(asker => asker.AskForPieceAsync(Rotten)),
        ];
        foreach ((int sent, int refused) in await Task.WhenAll(many)) Assert.Equal((0, 4), (sent, refused));
        await AssertFoundAsync();
        await using var good = new ScriptedPeer(_torrent, 9);
        handle.AddPeers([good.Address]);
        await _seeder.WhenAsync(_torrent, snapshot => snapshot.PiecesDone == snapshot.PieceCount);
        await (await AskerAsync(8)).TakeAsync(Rotten);
        await _seeder.StopCleanlyAsync();
        _torrent.AssertComplete(Path.Combine(_torrent.Root, "seed"));
    }

    private async Task<TorrentHandle> SeedAsync()
    {
        TorrentHandle handle = _seeder.Add(_torrent, _torrent.FolderWithContent("seed"));
        await _seeder.WhenSeedingAsync();
        return handle;
    }

    private void Rot()
    {
        using var file = new FileStream(Path.Combine(_torrent.Root, "seed/file.bin"), FileMode.Open);
        file.Position = (Rotten * PieceLength) + 20_000;
        file.WriteByte(0xff);
    }

    private async Task<Asker> AskerAsync(int number)
    {
        var asker = new Asker(_torrent, number);
        lock (_askers) _askers.Add(asker);
        await asker.DialAsync(_seeder.Address);
        return asker;
    }

    private async Task AssertFoundAsync()
    {
        await _seeder.WhenAsync(_torrent, snapshot => snapshot.PiecesDone == snapshot.PieceCount - 1);
        TorrentNotice notice = Assert.Single(
            _seeder.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.DataDamaged);
        Assert.Contains($"piece {Rotten} is damaged", notice.Text, StringComparison.Ordinal);
    }
}
