using GSTorrent.Primitives;

namespace GSTorrent.Engine.Tests.Swarms;

/// <summary>Peers that send wrong blocks, over real sockets, each from its own address.</summary>
public sealed class PoisonTests
{
    [Fact]
    public async Task A_sole_poisoner_is_banned_by_address_after_two_bad_pieces_at_most()
    {
        using var torrent = new TestTorrent(seed: 1, pieceLength: 65_536, ("file.bin", 3_000_000));
        await using var poisoner = new ScriptedPeer(torrent, 7) { Spoil = SpoilAll };
        await using var leecher = new TestEngine(seed: 1);
        leecher.Add(torrent, torrent.Folder("leech"), [poisoner.Address]);
        await leecher.WhenBannedAsync(poisoner.Address);
        Assert.Equal(0, leecher.Engine.Torrents.Single().Snapshot.PiecesDone);
        // It comes back by itself and is not heard.
        Assert.False(await poisoner.DialAsync(leecher.Address));
        Assert.Equal(1, poisoner.Connections);
        await leecher.StopCleanlyAsync();
        Assert.InRange(leecher.Engine.Services.Banned.Count, 1, 1);
    }

    [Fact]
    public async Task Among_others_the_poisoner_is_found_and_the_honest_one_is_not_blamed()
    {
        using var torrent = new TestTorrent(seed: 2, pieceLength: 262_144, ("file.bin", 6_000_000));
        await using var poisoner = new ScriptedPeer(torrent, 8) { Spoil = SpoilSome };
        await using var seeder = new TestEngine(seed: 1, new EngineSettings { UploadLimit = 3_000_000 });
        await using var leecher = new TestEngine(seed: 2);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await seeder.WhenSeedingAsync();
        leecher.Add(torrent, torrent.Folder("leech"), [poisoner.Address, seeder.Address]);
        await leecher.WhenSeedingAsync();
        torrent.AssertComplete(Path.Combine(torrent.Root, "leech"));
        await leecher.WhenBannedAsync(poisoner.Address);
        Assert.False(leecher.Engine.Services.Banned.Contains(seeder.Address.Address));
        await leecher.StopCleanlyAsync();
    }

    [Fact]
    public async Task Twenty_poisoners_do_not_keep_one_seeder_from_finishing_the_download()
    {
        using var torrent = new TestTorrent(seed: 3, pieceLength: 65_536, ("file.bin", 4_000_000));
        ScriptedPeer[] poisoners =
        [
            .. Enumerable.Range(20, 20)
                .Select(number => new ScriptedPeer(torrent, (byte)number) { Spoil = SpoilAll }),
        ];
        await using var seeder = new TestEngine(seed: 1);
        await using var leecher = new TestEngine(seed: 2);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await seeder.WhenSeedingAsync();
        leecher.Add(torrent, torrent.Folder("leech"), [.. poisoners.Select(peer => peer.Address), seeder.Address]);
        TorrentSnapshot done = await leecher.WhenSeedingAsync();
        torrent.AssertComplete(Path.Combine(torrent.Root, "leech"));
        Assert.InRange(done.Wasted, 0, 4 * done.TotalBytes);
        Assert.False(leecher.Engine.Services.Banned.Contains(seeder.Address.Address));
        await leecher.StopCleanlyAsync();
        foreach (ScriptedPeer poisoner in poisoners) await poisoner.DisposeAsync();
    }

    [Fact]
    public async Task A_piece_gone_bad_on_our_disk_is_not_sent_again_to_one_who_asks_again()
    {
        using var torrent = new TestTorrent(seed: 4, pieceLength: 65_536, ("file.bin", 1_000_000));
        string folder = torrent.FolderWithContent("seed");
        await using var seeder = new TestEngine(seed: 1);
        TorrentHandle handle = seeder.Add(torrent, folder);
        await seeder.WhenSeedingAsync();
        await using (var file = new FileStream(Path.Combine(folder, "file.bin"), FileMode.Open))
        {
            file.Position = (3 * 65_536) + 100;
            file.WriteByte(0xff);
        }

        using var asker = new Asker(torrent);
        await asker.DialAsync(seeder.Address);
        for (int block = 0; block < 4; block++) Assert.NotNull(await asker.AskAsync(3, block));
        Assert.Null(await asker.AskAsync(3, 0));
        Assert.NotNull(await asker.AskAsync(2, 0));
        await seeder.WhenAsync(torrent, snapshot => snapshot.PiecesDone == snapshot.PieceCount - 1);
        Assert.Contains(seeder.Observer.Notices, notice => notice.Kind == TorrentNoticeKind.DataDamaged);

        await using var good = new ScriptedPeer(torrent, 9);
        handle.AddPeers([good.Address]);
        await seeder.WhenAsync(torrent, snapshot => snapshot.PiecesDone == snapshot.PieceCount);
        await seeder.StopCleanlyAsync();
        torrent.AssertComplete(folder);
    }

    private static void SpoilAll(BlockRequest request, byte[] block) => block[0] ^= 0xff;

    private static void SpoilSome(BlockRequest request, byte[] block)
    {
        if (request.Offset / PieceGeometry.BlockSize % 5 == 1) block[7] ^= 1;
    }
}
