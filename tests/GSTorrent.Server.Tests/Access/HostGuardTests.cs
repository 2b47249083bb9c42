using System.Net;
using GSTorrent.Application.Settings;
using GSTorrent.Server.Access;
using GSTorrent.Server.Control;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Server.Tests.Access;

/// <summary>Which values of <c>Host</c> are let in; all others get 421.</summary>
public sealed class HostGuardTests
{
    [Theory]
    [InlineData("localhost:7", true)]
    [InlineData("127.0.0.1:7", true)]
    [InlineData("[::1]:7", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("evil.example:7", false)]
    [InlineData("", false)]
    public Task On_a_loopback_address_only_its_names_count(string host, bool isLetIn) =>
        AssertAsync([At("127.0.0.1")], host, isLetIn);

    [Theory]
    [InlineData("nas.example:7", true)]
    [InlineData("NAS.Example", true)]
    [InlineData("192.0.2.77:7", true)]
    [InlineData("evil.example:7", false)]
    [InlineData("evil-nas.example", false)]
    public Task A_name_that_a_wildcard_covers_still_counts(string host, bool isLetIn) =>
        AssertAsync(ControlAddress.Merge([At("0.0.0.0"), At("192.0.2.1", "nas.example")]), host, isLetIn);

    [Theory]
    [InlineData("nas.example")]
    [InlineData("other.example")]
    public Task All_names_of_one_address_count(string host) => AssertAsync(
        ControlAddress.Merge([At("192.0.2.1", "nas.example"), At("192.0.2.1", "other.example")]), host, isLetIn: true);

    [Fact]
    public Task The_machine_s_own_name_counts_where_others_can_reach_it() =>
        AssertAsync([At("0.0.0.0")], Environment.MachineName, isLetIn: true);

    private static ControlAddress At(string address, params string[] names) =>
        new(new IPEndPoint(IPAddress.Parse(address), 7)) { Names = names };

    private static async Task AssertAsync(ControlAddress[] addresses, string host, bool isLetIn)
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString(host);
        bool wentOn = false;
        SettingsSnapshot defaults = SettingsSnapshot.Defaults;
        await new HostGuard(addresses, () => defaults, new Refusals([])).CheckAsync(context, _ =>
        {
            wentOn = true;
            return Task.CompletedTask;
        });
        Assert.Equal(isLetIn, wentOn);
        Assert.Equal(isLetIn ? 200 : 421, context.Response.StatusCode);
    }
}
