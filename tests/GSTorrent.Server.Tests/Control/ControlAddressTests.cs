using System.Net.Sockets;
using GSTorrent.Server.Control;

namespace GSTorrent.Server.Tests.Control;

public sealed class ControlAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", "http://127.0.0.1:7", true)]
    [InlineData("127.9.9.9", "http://127.9.9.9:7", true)]
    [InlineData("::1", "http://[::1]:7", true)]
    [InlineData("[::1]", "http://[::1]:7", true)]
    [InlineData("0.0.0.0", "https://0.0.0.0:7", false)]
    [InlineData("[::]", "https://[::]:7", false)]
    [InlineData("192.0.2.1", "https://192.0.2.1:7", false)]
    [InlineData("unix:/run/x.sock", "unix:/run/x.sock", true)]
    public async Task Addresses_of_each_kind(string host, string url, bool isLocal)
    {
        ControlAddress address = Assert.Single((await ControlAddress.ResolveAsync([host], 7)).Value);
        Assert.Equal((url, isLocal), (address.Url, address.IsLocal));
        Assert.Empty(address.Names);
    }

    [Fact]
    public async Task Names_are_looked_up_and_kept()
    {
        ControlAddress[] found = (await ControlAddress.ResolveAsync(["localhost"], 7)).Value;
        Assert.NotEmpty(found);
        Assert.All(found, address => Assert.True(address is { IsLocal: true, Names: ["localhost"] }));
    }

    [Fact]
    public async Task What_is_given_twice_counts_once_and_the_wide_wildcard_holds_the_narrow_one()
    {
        string[] hosts = ["127.0.0.1", "0.0.0.0", "::", "127.0.0.1"];
        ControlAddress[] found = (await ControlAddress.ResolveAsync(hosts, 7)).Value;
        Assert.Equal("https://[::]:7", string.Join(' ', found.Select(address => address.Url)));
    }

    [Theory]
    [InlineData("0.0.0.0 127.0.0.1 ::1", 7, "https://0.0.0.0:7 http://[::1]:7")]
    [InlineData("127.0.0.1 [::] ::1 unix:/run/x", 7, "https://[::]:7 unix:/run/x")]
    [InlineData("0.0.0.0 127.0.0.1", 0, "https://0.0.0.0:0 http://127.0.0.1:0")]
    public async Task A_wildcard_covers_what_would_collide_with_it(string hosts, int port, string urls)
    {
        ControlAddress[] found = (await ControlAddress.ResolveAsync(hosts.Split(' '), port)).Value;
        Assert.Equal(urls, string.Join(' ', found.Select(address => address.Url)));
    }

    [Theory]
    [InlineData("0.0.0.0 nas.example=192.0.2.1", "0.0.0.0:nas.example")]
    [InlineData("nas.example=192.0.2.1 box.example=2001:db8::1 [::] 0.0.0.0", "[::]:nas.example,box.example")]
    [InlineData("0.0.0.0 nas.example=2001:db8::1", "0.0.0.0: [2001:db8::1]:nas.example")]
    [InlineData("a.example=192.0.2.1 b.example=192.0.2.1 192.0.2.1", "192.0.2.1:a.example,b.example")]
    [InlineData("a.example=192.0.2.1 a.example=192.0.2.2 0.0.0.0", "0.0.0.0:a.example")]
    public void Names_outlast_the_addresses_that_are_covered(string hosts, string expected)
    {
        ControlAddress[] merged = ControlAddress.Merge([.. hosts.Split(' ').Select(Named)]);
        Assert.Equal(expected, string.Join(' ', merged.Select(address =>
            address.Url["https://".Length..^":7".Length] + ":" + string.Join(',', address.Names))));

        static ControlAddress Named(string host)
        {
            string[] parts = host.Split('=');
            var endPoint = new System.Net.IPEndPoint(System.Net.IPAddress.Parse(parts[^1]), 7);
            return new ControlAddress(endPoint) { Names = parts[..^1] };
        }
    }

    [Fact]
    public async Task A_socket_in_a_missing_directory_is_told()
    {
        ControlAddress[] address = (await ControlAddress.ResolveAsync(["unix:/no-such-directory/s"], 0)).Value;
        Assert.Contains("there is no directory /no-such-directory", ControlSockets.Bind(address).Error?.Message);
    }

    [Theory]
    [InlineData("unix:relative")]
    [InlineData("not a name")]
    [InlineData("http://127.0.0.1")]
    [InlineData("127.0.0.1:80")]
    public async Task Nonsense_is_a_usage_error(string host) =>
        Assert.Equal("usage", (await ControlAddress.ResolveAsync([host], 7)).Error?.Code);

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        ControlAddress[] address = (await ControlAddress.ResolveAsync(["127.0.0.1"], 0)).Value;
        using ControlSockets first = ControlSockets.Bind(address).Value;
        var bound = (System.Net.IPEndPoint)first.Addresses[0].EndPoint;
        Assert.NotEqual(0, bound.Port);
        using Socket listening = first.Take(bound);
        listening.Listen();
        var second = ControlSockets.Bind((await ControlAddress.ResolveAsync(["127.0.0.1"], bound.Port)).Value);
        Assert.Equal("address-in-use", second.Error?.Code);
    }

    [Fact]
    public async Task A_socket_is_private_replaces_a_dead_one_and_spares_files()
    {
        string root = Directory.CreateTempSubdirectory("gst-").FullName;
        string path = Path.Combine(root, "s");
        ControlAddress[] address = (await ControlAddress.ResolveAsync(["unix:" + path], 0)).Value;
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(Path.Combine(root, "dead")));
            File.Move(Path.Combine(root, "dead"), path);
        }

        using (ControlSockets sockets = ControlSockets.Bind(address).Value)
        {
            const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(OwnerOnly, OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(path));
            using Socket living = sockets.Take(address[0].EndPoint);
            living.Listen();
            Assert.Equal("address-in-use", ControlSockets.Bind(address).Error?.Code);
        }

        File.Delete(path);
        await File.WriteAllTextAsync(path, "");
        Assert.Equal("address-in-use", ControlSockets.Bind(address).Error?.Code);
        Assert.True(File.Exists(path));
        Directory.Delete(root, recursive: true);
    }
}
