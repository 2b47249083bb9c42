using System.Net;
using CsCheck;

namespace GSTorrent.Engine.Tests.Discovery;

public sealed class AddressScopeTests
{
    [Theory]
    [InlineData("1.1.1.1", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.1.0.1", true)]
    [InlineData("2606:4700::1", true)]
    [InlineData("::ffff:1.1.1.1", true)]
    [InlineData("64:ff9b::101:101", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2a00:1450::1", true)]
    [InlineData("2002:101:101::1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("127.255.255.255", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.88.99.1", false)]
    [InlineData("2001::1", false)]
    [InlineData("3fff::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("203.0.113.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    public void Public_is_what_the_internet_routes(string address, bool isPublic) =>
        Assert.Equal(isPublic, AddressScope.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void An_address_is_as_public_in_its_mapped_form() => Gen.Byte.Array[4].Sample(bytes =>
    {
        var address = new IPAddress(bytes);
        Assert.Equal(AddressScope.IsPublic(address), AddressScope.IsPublic(address.MapToIPv6()));
    });
}
