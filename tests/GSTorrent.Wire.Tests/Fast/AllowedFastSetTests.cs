using System.Net;
using GSTorrent.Primitives;

namespace GSTorrent.Wire.Tests.Fast;

public sealed class AllowedFastSetTests
{
    private static readonly InfoHash Aa = new(Enumerable.Repeat((byte)0xaa, 20).ToArray());
    private static readonly IPAddress Address = IPAddress.Parse("80.4.4.200");

    // The worked example of BEP 6.
    [Theory]
    [InlineData(7, new[] { 1059, 431, 808, 1217, 287, 376, 1188 })]
    [InlineData(9, new[] { 1059, 431, 808, 1217, 287, 376, 1188, 353, 508 })]
    public void The_example_of_the_bep(int size, int[] expected) =>
        Assert.Equal(expected, AllowedFastSet.Generate(Address, Aa, 1313, size));

    [Fact]
    public void A_neighbour_in_the_same_network_gets_the_same_set() => Assert.Equal(
        AllowedFastSet.Generate(Address, Aa, 1313),
        AllowedFastSet.Generate(IPAddress.Parse("::ffff:80.4.4.1"), Aa, 1313));

    [Fact]
    public void A_small_torrent_gives_each_piece_once() => Assert.Equal(
        [0, 1, 2], AllowedFastSet.Generate(Address, Aa, 3).Order());

    [Fact]
    public void No_set_for_ipv6_and_for_no_pieces()
    {
        Assert.Empty(AllowedFastSet.Generate(IPAddress.IPv6Loopback, Aa, 1313));
        Assert.Empty(AllowedFastSet.Generate(Address, Aa, 0));
    }
}
