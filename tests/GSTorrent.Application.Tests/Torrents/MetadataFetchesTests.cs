using GSTorrent.Application.Access;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class MetadataFetchesTests
{
    private static readonly Caller Admin = new(AccessRole.Admin, "t1");
    private static readonly Caller Narrowed = new(AccessRole.Control, "t2") { Category = "tv" };
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Peers_tell_what_a_link_is_of_and_nothing_is_added()
    {
        using var sample = new SampleTorrent(71, 16_384, [("a.txt", 40_000)]);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        long before = host.Host.Journal.Last;
        MetadataView view = Valid(await host.Host.Metadata.AskAsync(Admin, LinkOf(sample, seeder), Long));
        Assert.Equal(sample.Metainfo.InfoHash, view.Metainfo?.InfoHash);
        Assert.Equal(sample.Metainfo.Name, view.Metainfo?.Name);
        Assert.Empty(host.Torrents.ReadModel.All().Changed);
        Assert.Empty(Directory.GetFileSystemEntries(host.Downloads));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(host.State, "torrents")));
        Assert.Equal(before, host.Host.Journal.Last);

        // It is remembered, though the seeder is gone; and added like any other.
        await seeder.DisposeAsync();
        view = Valid(await host.Host.Metadata.AskAsync(Admin, sample.Metainfo.InfoHash.ToString(), Long));
        Assert.NotNull(view.Metainfo);
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = true });
    }

    [Fact]
    public async Task Whoever_adds_the_torrent_does_not_wait_for_it()
    {
        using var sample = new SampleTorrent(72, 16_384, [("a.txt", 40_000)]);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        string nobody = $"magnet:?xt=urn:btih:{sample.Metainfo.InfoHash}&x.pe=127.0.0.1:1";
        MetadataView view = Valid(await host.Host.Metadata.AskAsync(Admin, nobody, TimeSpan.Zero));
        Assert.Equal((sample.Metainfo.InfoHash, null), (view.InfoHash, view.Metainfo));
        await host.AddAsync(new AddTorrentCommand { Uri = LinkOf(sample, seeder) });
        await host.WhenSeedingAsync();
        view = Valid(await host.Host.Metadata.AskAsync(Admin, nobody, TimeSpan.Zero));
        Assert.NotNull(view.Metainfo);
    }

    [Fact]
    public async Task A_torrent_that_is_there_is_told_to_those_who_see_it()
    {
        using var sample = new SampleTorrent(73, 16_384, [("a.txt", 40_000)]);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = true });
        string hash = sample.Metainfo.InfoHash.ToString();
        Assert.NotNull(Valid(await host.Host.Metadata.AskAsync(Admin, hash, TimeSpan.Zero)).Metainfo);
        Assert.Equal("torrent-exists", (await host.Host.Metadata.AskAsync(Narrowed, hash, TimeSpan.Zero)).Error?.Code);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef01234567", "metadata-missing")]
    [InlineData("magnet:?xt=nonsense", "magnet-invalid")]
    [InlineData("ftp://127.0.0.1/a", "bad-request")]
    [InlineData("http://127.0.0.1:1/a", "address-invalid")]
    public async Task What_cannot_be_fetched_is_refused(string source, string code)
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        for (int i = 0; i < 2; i++)
            Assert.Equal(code, (await host.Host.Metadata.AskAsync(Admin, source, Long)).Error?.Code);
    }

    [Fact]
    public async Task So_many_at_a_time()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        for (int i = 0; i < MetadataFetches.MaxRunning; i++)
            Assert.Null((await AskAsync(host, NewCaller(i), i)).Error);
        Assert.Null((await AskAsync(host, NewCaller(0), 0)).Error);
        Assert.Equal("busy", (await AskAsync(host, Admin, 99)).Error?.Code);
    }

    [Fact]
    public async Task So_many_for_one_caller_and_others_have_room()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        for (int i = 0; i < 3; i++) Assert.Null((await AskAsync(host, Narrowed, i)).Error);
        Assert.Null((await AskAsync(host, Narrowed, 0)).Error);
        AppError? refused = (await AskAsync(host, Narrowed, 3)).Error;
        Assert.Equal("busy", refused?.Code);
        Assert.Contains("3 sources", refused!.Message, StringComparison.Ordinal);
        Assert.Contains("you", refused.Message, StringComparison.Ordinal);
        for (int i = 0; i < 3; i++) Assert.Null((await AskAsync(host, Admin, i)).Error);

        // A user with several sessions is one caller.
        Caller user = Admin with { TokenId = null, UserName = "alice" };
        for (int i = 0; i < 2; i++) Assert.Null((await AskAsync(host, user, i)).Error);
        Assert.Equal("busy", (await AskAsync(host, user with { UserName = "ALICE" }, 2)).Error?.Code);
    }

    [Fact]
    public async Task What_one_caller_fetches_does_not_displace_what_another_got()
    {
        using var sample = new SampleTorrent(74, 16_384, [("a.txt", 40_000)]);
        using var server = new WebServer();
        for (int i = 0; i <= MetadataFetches.MaxKept; i++) server.Add($"/{i}", sample.TorrentFile);
        await using HostFolder host = await HostFolder.OpenAsync(("network.private-url-hosts", "127.0.0.1"));
        for (int i = 0; i < MetadataFetches.MaxKept; i++)
            Valid(await host.Host.Metadata.AskAsync(Narrowed, server.UrlOf($"/{i}"), Long));
        Valid(await host.Host.Metadata.AskAsync(Admin, server.UrlOf("/0"), Long));
        Valid(await host.Host.Metadata.AskAsync(Narrowed, server.UrlOf($"/{MetadataFetches.MaxKept}"), Long));
        Assert.NotNull(Valid(await host.Host.Metadata.FindAsync(Admin, server.UrlOf("/0"))).Metainfo);

        // Of one's own the newest stay.
        foreach (int kept in (int[])[MetadataFetches.MaxKept, MetadataFetches.MaxKept - 1])
        {
            string url = server.UrlOf($"/{kept}");
            Assert.NotNull(Valid(await host.Host.Metadata.FindAsync(Narrowed, url)).Metainfo);
        }

        Assert.Null(Valid(await host.Host.Metadata.FindAsync(Narrowed, server.UrlOf("/0"))).Metainfo);
    }

    private static Caller NewCaller(int number) => Admin with { TokenId = $"t{number + 10}" };

    private static Task<Result<MetadataView>> AskAsync(HostFolder host, Caller caller, int number) =>
        host.Host.Metadata.AskAsync(caller, Silent(number), TimeSpan.Zero);

    private static string Silent(int number) => $"magnet:?xt=urn:btih:{number:d40}&x.pe=127.0.0.1:1";

    private static string LinkOf(SampleTorrent sample, Seeder seeder) =>
        $"magnet:?xt=urn:btih:{sample.Metainfo.InfoHash}&x.pe={seeder.Address}";

    private static T Valid<T>(Result<T> result)
    {
        Assert.Null(result.Error);
        return result.Value;
    }
}
