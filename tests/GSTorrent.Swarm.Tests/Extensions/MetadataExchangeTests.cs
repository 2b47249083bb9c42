using System.Security.Cryptography;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Extensions;

public sealed class MetadataExchangeTests
{
    private const byte TheirId = 7;
    private static readonly byte[] Dictionary = Bytes(100_000);
    private static readonly InfoHash Hash = new(SHA1.HashData(Dictionary));

    /// <summary>What a liar does when it is asked.</summary>
    public enum Lie
    {
        Garbage, TooLong, TooShort, WrongPieceLength, Refuses, Silent, OnePieceForEver, HugeAndSlow,
    }

    [Theory]
    [InlineData(Lie.Garbage)]
    [InlineData(Lie.TooLong)]
    [InlineData(Lie.TooShort)]
    [InlineData(Lie.WrongPieceLength)]
    [InlineData(Lie.Refuses)]
    [InlineData(Lie.Silent)]
    [InlineData(Lie.OnePieceForEver)]
    [InlineData(Lie.HugeAndSlow)]
    public void Two_liars_cannot_keep_the_metainfo_of_an_honest_peer_away(Lie lie) =>
        Complete(lie, liars: 2, seconds: 1);

    [Theory]
    [InlineData(Lie.Silent)]
    [InlineData(Lie.OnePieceForEver)]
    [InlineData(Lie.HugeAndSlow)]
    [InlineData(Lie.Garbage)]
    public void Nor_can_more_of_them_for_long(Lie lie) => Complete(lie, liars: 6, seconds: 90);

    [Fact]
    public void A_peer_that_tells_a_wrong_one_is_banned_and_the_honest_is_not()
    {
        var scene = new Scene(Hash);
        Peer liar = Join(scene, Dictionary.Length), honest = Join(scene, Dictionary.Length);
        AnswerAll(scene, liar, Bytes(Dictionary.Length, mark: 1));
        AnswerAll(scene, honest, Dictionary);
        Assert.Equal([liar], scene.Effects.Banned);
        Assert.Equal(Dictionary, scene.Effects.Metadata);
    }

    [Fact]
    public void A_v2_torrent_goes_by_its_sha256()
    {
        var scene = new Scene(new InfoHash(SHA256.HashData(Dictionary).AsSpan(0, 20)));
        AnswerAll(scene, Join(scene, Dictionary.Length), Dictionary);
        Assert.Equal(Dictionary, scene.Effects.Metadata);
    }

    [Fact]
    public void A_few_pieces_are_asked_for_at_a_time()
    {
        byte[] large = Bytes(4_000_000);
        var scene = new Scene(new InfoHash(SHA1.HashData(large)));
        Peer peer = Join(scene, large.Length);
        Assert.Equal(16, Asked(scene, peer).Count);
        AnswerAll(scene, peer, large);
        Assert.Equal(large, scene.Effects.Metadata);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11 * 1024 * 1024)]
    [InlineData(int.MaxValue)]
    public void A_size_that_cannot_be_is_not_asked_for(int size)
    {
        var scene = new Scene(Hash);
        Assert.Empty(Asked(scene, Join(scene, size)));
    }

    [Fact]
    public void What_is_known_is_told_and_the_rest_refused()
    {
        var scene = new Scene(Hash);
        var geometry = new PieceGeometry(Scene.Block, Scene.Block);
        scene.Swarm.SetGeometry(geometry, Dictionary, new Bitfield(1), [FilePriority.Normal], scene.Now);
        Peer peer = Join(scene, 0);
        scene.Effects.Sent.Clear();
        foreach (int piece in new[] { 0, 6, 7, int.MaxValue })
            scene.Say(peer, PeerMessage.Extended(ExtendedIds.UtMetadata, MetadataMessage.Request(piece)));
        List<MetadataMessage> answers = Messages(scene, peer);
        Assert.Equal([16384, Dictionary.Length - (6 * 16384), 0, 0], answers.Select(answer => answer.Data.Length));
        Assert.Equal(MetadataMessageKind.Reject, answers[^1].Kind);
    }

    private static void Complete(Lie lie, int liars, int seconds)
    {
        var scene = new Scene(Hash);
        Peer[] bad = [.. Enumerable.Range(0, liars).Select(_ => Join(scene, ClaimOf(lie)))];
        Peer honest = Join(scene, Dictionary.Length);
        for (int second = 0; second < seconds && scene.Effects.Metadata is null; second++)
        {
            foreach (Peer peer in bad) Answer(scene, peer, lie, second);
            foreach (int piece in Asked(scene, honest)) Tell(scene, honest, piece, Dictionary);
            scene.Pass(1);
        }

        Assert.Equal(Dictionary, scene.Effects.Metadata);
        Assert.DoesNotContain(honest, scene.Effects.Banned);
    }

    private static int ClaimOf(Lie lie) => lie switch
    {
        Lie.TooLong => 500_000,
        Lie.TooShort => 5,
        Lie.HugeAndSlow => 10 * 1024 * 1024,
        _ => Dictionary.Length,
    };

    private static void Answer(Scene scene, Peer peer, Lie lie, int second)
    {
        byte[] claimed = Bytes(ClaimOf(lie), mark: 3);
        foreach (int piece in Asked(scene, peer))
        {
            if (lie is Lie.Garbage or Lie.TooLong or Lie.TooShort) Tell(scene, peer, piece, claimed);
            if (lie == Lie.WrongPieceLength) Tell(scene, peer, piece, Bytes((piece * 16384) + 100));
            if (lie == Lie.Refuses)
                scene.Say(peer, PeerMessage.Extended(ExtendedIds.UtMetadata, MetadataMessage.Reject(piece)));
        }

        if (lie == Lie.OnePieceForEver) Tell(scene, peer, 0, claimed);
        if (lie == Lie.HugeAndSlow) Tell(scene, peer, second, claimed);
    }

    private static Peer Join(Scene scene, int size)
    {
        Peer peer = scene.Connect();
        var handshake = new ExtendedHandshake { UtMetadata = TheirId, MetadataSize = size > 0 ? size : null };
        scene.Say(peer, PeerMessage.Extended(ExtendedIds.Handshake, handshake.ToBytes()));
        return peer;
    }

    private static void AnswerAll(Scene scene, Peer peer, byte[] dictionary)
    {
        for (int piece = 0; piece < MetadataMessage.PieceCountOf(dictionary.Length); piece++)
            Tell(scene, peer, piece, dictionary);
    }

    private static void Tell(Scene scene, Peer peer, int piece, byte[] dictionary)
    {
        int length = MetadataMessage.LengthOf(piece, dictionary.Length);
        byte[] payload = MetadataMessage.ForData(piece, dictionary.Length, dictionary.AsSpan(piece * 16384, length));
        scene.Say(peer, PeerMessage.Extended(ExtendedIds.UtMetadata, payload));
    }

    private static List<int> Asked(Scene scene, Peer peer) =>
        [.. Messages(scene, peer).Where(message => message.Kind == MetadataMessageKind.Request)
            .Select(message => message.Piece)];

    private static List<MetadataMessage> Messages(Scene scene, Peer peer)
    {
        List<MetadataMessage> messages = [];
        foreach (PeerMessage message in scene.Effects.Take(peer, MessageKind.Extended))
        {
            if (message.ExtendedId != TheirId) continue;
            Assert.True(MetadataMessage.TryParse(message.Bytes, out MetadataMessage parsed));
            messages.Add(parsed);
        }

        return messages;
    }

    private static byte[] Bytes(int length, byte mark = 0)
    {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte)((i * 31) + (i >> 9) + mark);
        return bytes;
    }
}
