using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Torrents;

public sealed class DownloadTests
{
    [Fact]
    public void A_piece_is_asked_for_stored_and_told_to_all()
    {
        Scene scene = new Scene().With(pieces: 1);
        Peer seed = scene.ConnectSeed(), other = scene.Connect();
        List<BlockRequest> requests = scene.TakeRequests(seed);
        Assert.Equal([new(0, 0, Scene.Block), new BlockRequest(0, Scene.Block, Scene.Block)], requests);
        foreach (BlockRequest request in requests) scene.Give(seed, request);
        Assert.Single(scene.Effects.Stored);
        scene.Judge(StoreOutcome.Stored);

        Assert.Equal([0], scene.Effects.Verified);
        Assert.Equal(1, scene.Effects.FinishedCount);
        Assert.Equal(0, scene.Effects.Take(other, MessageKind.Have).Single().Piece);
        Assert.Contains((seed, DisconnectReason.BothSeeds), scene.Effects.Disconnected);
        Assert.Equal(0, scene.Pool.RentedCount);
    }

    [Fact]
    public void A_rejected_request_is_not_repeated_at_once()
    {
        Scene scene = new Scene().With(pieces: 1);
        Peer seed = scene.ConnectSeed();
        foreach (BlockRequest request in scene.TakeRequests(seed)) scene.Say(seed, PeerMessage.Reject(request));
        Assert.Empty(scene.TakeRequests(seed));
        scene.Pass(1);
        Assert.Equal(2, scene.TakeRequests(seed).Count);
    }

    [Theory]
    [InlineData(ReservedBits.None)]
    [InlineData(ReservedBits.Fast)]
    public void A_choke_frees_the_blocks_for_others(ReservedBits reserved)
    {
        Scene scene = new Scene().With(pieces: 1);
        Peer left = scene.ConnectSeed(reserved);
        List<BlockRequest> requests = scene.TakeRequests(left);
        scene.Say(left, PeerMessage.Choke);
        if (reserved == ReservedBits.Fast)
            foreach (BlockRequest request in requests) scene.Say(left, PeerMessage.Reject(request));
        Assert.Equal(0, left.Requests.Count);
        Assert.Equal(requests, scene.TakeRequests(scene.ConnectSeed()));
    }

    [Fact]
    public void A_peer_that_lets_us_wait_is_snubbed_and_its_late_block_is_welcome()
    {
        Scene scene = new Scene().With(pieces: 1);
        Peer slow = scene.ConnectSeed();
        List<BlockRequest> requests = scene.TakeRequests(slow);
        scene.Pass(25);
        Assert.True(slow.IsSnubbed);
        Assert.Equal(1, slow.Requests.Count);
        scene.Give(slow, requests[1]);
        Assert.False(slow.IsSnubbed);
        Assert.Equal(0, scene.Swarm.Wasted);
        scene.Give(slow, requests[0]);
        Assert.Single(scene.Effects.Stored);
    }

    [Fact]
    public void Blocks_that_nobody_asked_for_are_dropped_and_end_the_connection_in_the_end()
    {
        Scene scene = new Scene().With(pieces: 4);
        Peer peer = scene.Connect();
        for (int i = 0; i < 257; i++) scene.Give(peer, new BlockRequest(0, 0, Scene.Block));
        Assert.Contains((peer, DisconnectReason.UnrequestedBlock), scene.Effects.Disconnected);
        Assert.Equal(0, scene.Pool.RentedCount);
        Assert.Empty(scene.Swarm.OpenPieces);
    }

    [Fact]
    public void In_endgame_the_first_answer_cancels_the_others_and_late_ones_are_no_offence()
    {
        Scene scene = new Scene().With(pieces: 1, blocks: 512, have: []);
        Peer first = scene.ConnectSeed(), second = scene.ConnectSeed();
        first.Requests.PeerLimit = second.Requests.PeerLimit = 600;
        for (int round = 0; first.Requests.Count + second.Requests.Count < 1024 && round < 2000; round++)
        {
            first.Requests.BlockArrived();
            second.Requests.BlockArrived();
            scene.Say(first);
            scene.Say(second);
        }

        List<BlockRequest> requests = scene.TakeRequests(first);
        requests.RemoveAll(request => !second.Requests.Contains(request));
        // More than may come without being asked for.
        Assert.InRange(requests.Count, 300, 512);
        scene.Effects.Sent.Clear();
        foreach (BlockRequest request in requests) scene.Give(first, request);
        Assert.Equal(requests, scene.Effects.Take(second, MessageKind.Cancel).Select(message => message.Request));
        foreach (BlockRequest request in requests) scene.Give(second, request);
        Assert.Empty(scene.Effects.Disconnected);
        Assert.Equal(requests.Count * (long)Scene.Block, scene.Swarm.Wasted);
    }

    [Fact]
    public void The_sole_sender_of_a_bad_piece_is_banned_and_its_other_blocks_are_dropped()
    {
        Scene scene = new Scene().With(pieces: 2);
        Peer seed = scene.ConnectSeed();
        List<BlockRequest> requests = scene.TakeRequests(seed);
        foreach (BlockRequest request in requests.Take(3)) scene.Give(seed, request);
        scene.Judge(StoreOutcome.HashMismatch, 1, 2);
        Assert.Equal([seed], scene.Effects.Banned);
        Assert.Equal(0, scene.Pool.RentedCount);
        Assert.Equal(3 * Scene.Block, scene.Swarm.Wasted);
        Assert.Equal(2 * Scene.Block, scene.Swarm.CorruptBytes);
        scene.Pass(2);
        Assert.Empty(scene.TakeRequests(seed));
    }

    [Fact]
    public void Of_two_senders_the_guilty_one_is_proven_by_the_good_piece()
    {
        Scene scene = new Scene().With(pieces: 1);
        Peer honest = scene.ConnectSeed();
        List<BlockRequest> requests = scene.TakeRequests(honest);
        scene.Give(honest, requests[0]);
        Peer guilty = scene.ConnectSeed();
        scene.Give(guilty, requests[1]);
        scene.Judge(StoreOutcome.HashMismatch, 1, 99);
        Assert.Empty(scene.Effects.Banned);

        scene.Swarm.PeerClosed(guilty, scene.Now);
        scene.Pass(1);
        foreach (BlockRequest request in requests) scene.Give(honest, request);
        Assert.True(scene.Effects.Stored[0].WantsBlockHashes);
        scene.Judge(StoreOutcome.Stored, 1, 2);
        Assert.Equal([guilty], scene.Effects.Banned);
        Assert.Equal(1, scene.Effects.FinishedCount);
    }

    [Fact]
    public void A_disk_error_makes_the_piece_free_again()
    {
        Scene scene = new Scene().With(pieces: 1);
        Peer seed = scene.ConnectSeed();
        foreach (BlockRequest request in scene.TakeRequests(seed)) scene.Give(seed, request);
        scene.Judge(StoreOutcome.DiskError);
        Assert.Equal(0, scene.Pool.RentedCount);
        Assert.Equal(2, scene.TakeRequests(seed).Count);
    }

    [Fact]
    public void Stopping_leaves_only_what_storage_holds_and_its_verdict_still_counts()
    {
        Scene scene = new Scene().With(pieces: 2);
        Peer seed = scene.ConnectSeed();
        List<BlockRequest> requests = scene.TakeRequests(seed);
        foreach (BlockRequest request in requests.Take(3)) scene.Give(seed, request);
        scene.Swarm.Stop(DisconnectReason.TorrentStopped);
        Assert.Single(scene.Swarm.OpenPieces);
        Assert.Equal(2, scene.Pool.RentedCount);
        scene.Give(seed, requests[3]);
        scene.Swarm.PeerClosed(seed, scene.Now);
        scene.Judge(StoreOutcome.Stored);
        Assert.Empty(scene.Swarm.OpenPieces);
        Assert.Equal(1, scene.Swarm.Have!.Count);
        Assert.Equal(0, scene.Pool.RentedCount);
    }

    [Fact]
    public void Blocks_of_the_last_run_are_not_asked_for_again()
    {
        Scene scene = new Scene().With(pieces: 1);
        var blocks = new Bitfield(2);
        blocks.Set(0);
        scene.Swarm.RestoreBlocks(0, blocks);
        Peer seed = scene.ConnectSeed();
        Assert.Equal([new BlockRequest(0, Scene.Block, Scene.Block)], scene.TakeRequests(seed));
        scene.Give(seed, new BlockRequest(0, Scene.Block, Scene.Block));
        Assert.Null(scene.Effects.Stored[0].Buffers[0]);
        scene.Judge(StoreOutcome.Stored);
        Assert.True(scene.Swarm.IsFinished);
    }

    [Fact]
    public void What_is_no_longer_wanted_is_cancelled()
    {
        Scene scene = new Scene().With(pieces: 1);
        Peer seed = scene.ConnectSeed();
        List<BlockRequest> requests = scene.TakeRequests(seed);
        scene.Give(seed, requests[0]);
        scene.Swarm.SetPriorities(Scene.Priorities(1, FilePriority.Skip), scene.Now);
        Assert.Equal([requests[1]], scene.Effects.Take(seed, MessageKind.Cancel).Select(message => message.Request));
        Assert.Empty(scene.Swarm.OpenPieces);
        Assert.Equal(0, scene.Pool.RentedCount);
    }

    [Fact]
    public void A_piece_that_was_lost_is_taken_back_and_fetched_again()
    {
        Scene scene = new Scene().With(1, have: 0);
        Peer peer = scene.Connect();
        var handshake = new ExtendedHandshake { LtDontHave = 9 };
        scene.Say(peer, PeerMessage.Extended(0, handshake.ToBytes()), PeerMessage.HaveNone);
        scene.Swarm.PieceLost(0, scene.Now);
        Assert.False(scene.Swarm.IsFinished);
        Assert.Contains(scene.Effects.Take(peer, MessageKind.Extended), message => message.ExtendedId == 9);
        scene.Say(peer, PeerMessage.Have(0), PeerMessage.Unchoke);
        Assert.Equal(2, scene.TakeRequests(peer).Count);
    }
}
