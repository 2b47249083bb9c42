using System.Net;
using System.Net.Sockets;
using CsCheck;

namespace GSTorrent.Engine.Tests.Discovery;

public sealed class ExternalAddressVotesTests
{
    private static readonly byte[] s_told = [9, 9, 9, 9];

    private readonly ExternalAddressVotes _votes = new();

    [Fact]
    public void One_tracker_is_enough_and_one_peer_is_not()
    {
        HearPeer("5.5.5.1", s_told);
        Assert.Null(Best());
        _votes.HearTracker("tracker.test", IPAddress.Parse("8.8.8.8"));
        Assert.Equal("8.8.8.8", Best());
    }

    [Fact]
    public void Two_peers_at_different_places_are_enough()
    {
        HearPeer("5.5.5.1", s_told);
        HearPeer("5.5.5.1", s_told);
        Assert.Null(Best());
        HearPeer("5.5.5.2", s_told);
        Assert.Equal("9.9.9.9", Best());
    }

    [Fact]
    public void Peers_of_one_IPv6_network_are_one_place()
    {
        byte[] told = IPAddress.Parse("2606:4700::9").GetAddressBytes();
        HearPeer("2606:1::1", told);
        HearPeer("2606:1::2", told);
        Assert.Null(Best(AddressFamily.InterNetworkV6));
        HearPeer("2606:1:0:1::1", told);
        Assert.Equal("2606:4700::9", Best(AddressFamily.InterNetworkV6));
        Assert.Null(Best());
    }

    [Fact]
    public void Private_addresses_those_of_the_other_family_and_rubbish_do_not_count()
    {
        foreach (string peer in (string[])["5.5.5.1", "5.5.5.2", "5.5.5.3"])
        {
            HearPeer(peer, [192, 168, 0, 1]);
            HearPeer(peer, [127, 0, 0, 1]);
            HearPeer(peer, [1, 2, 3]);
            HearPeer(peer, IPAddress.Parse("2606:4700::9").GetAddressBytes());
        }

        _votes.HearTracker("tracker.test", IPAddress.Loopback);
        Assert.Null(Best());
        Assert.Null(Best(AddressFamily.InterNetworkV6));
    }

    [Fact]
    public void Most_votes_win_and_a_new_address_replaces_the_old()
    {
        for (int i = 0; i < 5; i++) HearPeer($"5.5.5.{i}", s_told);
        _votes.HearTracker("lying.test", IPAddress.Parse("8.8.8.8"));
        Assert.Equal("9.9.9.9", Best());
        for (int i = 0; i < 5; i++) HearPeer($"5.5.5.{i}", [7, 7, 7, 7]);
        Assert.Equal("7.7.7.7", Best());
    }

    [Fact]
    public void Old_votes_go_when_there_are_too_many()
    {
        HearPeer("5.5.5.1", s_told);
        HearPeer("5.5.5.2", s_told);
        for (int i = 0; i < ExternalAddressVotes.MaxVotes; i++) HearPeer($"6.6.6.{i}", [7, 7, 7, (byte)i]);
        Assert.Null(Best());
    }

    [Fact]
    public void Whatever_peers_tell_the_answer_is_public() => Gen.Byte.Array[0, 20].Array[0, 100].Sample(told =>
    {
        var votes = new ExternalAddressVotes();
        for (int i = 0; i < told.Length; i++) votes.HearPeer(new IPAddress([5, 5, 5, (byte)i]), told[i]);
        Assert.True(votes.Best(AddressFamily.InterNetwork) is not { } best || AddressScope.IsPublic(best));
    });

    private void HearPeer(string peer, byte[] told) => _votes.HearPeer(IPAddress.Parse(peer), told);

    private string? Best(AddressFamily family = AddressFamily.InterNetwork) => _votes.Best(family)?.ToString();
}
