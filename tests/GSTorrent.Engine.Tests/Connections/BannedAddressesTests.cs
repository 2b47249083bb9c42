using System.Net;

namespace GSTorrent.Engine.Tests.Connections;

public sealed class BannedAddressesTests
{
    private static readonly IPAddress s_one = IPAddress.Parse("1.2.3.4"), s_two = IPAddress.Parse("1.2.3.5");

    [Fact]
    public void A_banned_address_is_banned_in_whatever_dress_and_others_are_not()
    {
        var banned = new BannedAddresses();
        banned.Add(IPAddress.Parse("::ffff:1.2.3.4"));
        Assert.True(banned.Contains(s_one));
        Assert.True(banned.Contains(IPAddress.Parse("::ffff:1.2.3.4")));
        Assert.False(banned.Contains(s_two));
        Assert.Equal(1, banned.Count);
        banned.SetListed([IPAddress.Parse("::ffff:1.2.3.5")]);
        Assert.True(banned.Contains(s_two));
    }

    [Fact]
    public void A_list_replaces_the_one_before_and_leaves_those_who_were_caught()
    {
        var banned = new BannedAddresses();
        banned.Add(s_one);
        banned.SetListed([s_two]);
        Assert.Equal([s_one, s_two], banned.All.OrderBy(address => address.ToString(), StringComparer.Ordinal));
        banned.SetListed([]);
        Assert.Equal(s_one, Assert.Single(banned.All));
    }

    [Fact]
    public void Who_is_taken_off_the_list_is_free_even_if_he_was_caught()
    {
        var banned = new BannedAddresses();
        banned.Add(s_one);
        banned.SetListed([s_one]);
        banned.SetListed([]);
        Assert.False(banned.Contains(s_one));
        banned.Add(s_one);
        Assert.True(banned.Contains(s_one));
    }

    [Fact]
    public void Every_change_is_noticed_and_the_same_list_is_none()
    {
        var banned = new BannedAddresses();
        int version = banned.Version;
        banned.SetListed([s_one, s_two]);
        Assert.NotEqual(version, version = banned.Version);
        banned.SetListed([s_two, s_one]);
        Assert.Equal(version, banned.Version);
        banned.SetListed([s_two]);
        Assert.NotEqual(version, version = banned.Version);
        banned.Add(s_one);
        Assert.NotEqual(version, banned.Version);
    }
}
