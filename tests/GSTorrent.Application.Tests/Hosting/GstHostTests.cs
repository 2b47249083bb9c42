using GSTorrent.Application.Journal;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Tests.Torrents;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Hosting;

public sealed class GstHostTests
{
    private const string Destination = "storage.destination", Former = "storage.former-destinations";

    [Fact]
    public async Task A_named_destination_is_remembered()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        Assert.Equal(folder.Downloads, folder.Host.Destination);
        await folder.CloseAsync();
        Result<GstHost> second = await GstHost.OpenAsync(folder.Options with { Destination = null });
        await using GstHost host = second.Value;
        Assert.Equal(folder.Downloads, host.Destination);
        Assert.Empty(host.Warnings);
        Assert.NotEqual(0, host.PeerPort);
    }

    [Fact]
    public async Task A_destination_that_is_not_there_gives_way_to_the_default_with_a_warning()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        await folder.CloseAsync();
        HostOptions options = folder.Options with { Destination = folder.Root + "/nowhere" };
        await using GstHost host = (await GstHost.OpenAsync(options)).Value;
        Assert.Equal(options.DefaultDestination, host.Destination);
        Assert.Contains(host.Warnings, text => text.Contains("nowhere", StringComparison.Ordinal));
        Assert.Contains(host.Warnings, text => text.Contains("temporary", StringComparison.Ordinal));
        Assert.Contains(host.Journal.Since(0).Entries, entry => entry.Text == host.Warnings[0]);
        Assert.Equal((UnixFileMode)0x1c0, File.GetUnixFileMode(host.Destination));
        Assert.False(Directory.Exists(folder.Root + "/nowhere"));
    }

    [Theory]
    [InlineData("temporary")]
    [InlineData("temporary/Torrents")]
    public async Task A_default_destination_that_is_a_link_is_refused(string link)
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        await folder.CloseAsync();
        string path = Path.Combine(folder.Root, link);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, folder.Downloads);
        HostOptions options = folder.Options with { Destination = "/nowhere" };
        Assert.Equal("destination-unusable", (await GstHost.OpenAsync(options)).Error?.Code);

        // What was opened until then is closed again.
        Result<GstHost> again = await GstHost.OpenAsync(folder.Options);
        Assert.Null(again.Error);
        await again.Value.DisposeAsync();
    }

    [Fact]
    public async Task One_state_has_one_host()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        Assert.Equal("state-locked", (await GstHost.OpenAsync(folder.Options)).Error?.Code);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start_and_names_itself()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        await folder.CloseAsync();
        folder.Settings["network.max-connections"] = "many";
        AppError? error = (await GstHost.OpenAsync(folder.Options)).Error;
        Assert.Equal("setting-invalid", error?.Code);
        Assert.Contains("network.max-connections", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_destination_is_for_torrents_that_come_after()
    {
        using var sample = new SampleTorrent(31, 16_384, ("x", 5));
        await using HostFolder folder = await HostFolder.OpenAsync();
        await folder.CloseAsync();
        folder.Settings["storage.roots"] = folder.Root;
        await using GstHost host = (await GstHost.OpenAsync(folder.Options with { Destination = null })).Value;
        string place = Directory.CreateDirectory(folder.Root + "/other").FullName;
        var change = new Dictionary<string, string?> { [StorageSettings.Destination.Name] = place };
        Assert.Null((await host.Settings.ChangeAsync(change)).Error);
        Assert.Equal(place, host.Destination);
        Result<AddedTorrent> added = await host.Torrents.AddAsync(
            new AddTorrentCommand { TorrentFile = sample.TorrentFile }, CancellationToken.None);
        Assert.Equal(place, added.Value.Torrent.Destination);
    }

    [Fact]
    public async Task A_former_destination_takes_content_also_after_a_restart_until_it_is_taken_off_the_list()
    {
        using var sample = new SampleTorrent(34, 16_384, ("x", 5));
        await using HostFolder folder = await HostFolder.OpenAsync();
        string start = folder.Downloads, inside = Directory.CreateDirectory(start + "/inside").FullName;
        await folder.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = true });
        Assert.Null((await folder.Host.Categories.CreateAsync("films", start + "/films")).Error);
        Assert.Null(await ChangeAsync(folder.Host, Destination, inside));
        Assert.Equal(start, folder.Host.Settings.Current.Text(StorageSettings.FormerDestinations));
        await folder.CloseAsync();
        await using (GstHost host = (await GstHost.OpenAsync(folder.Options with { Destination = null })).Value)
        {
            Assert.Equal(inside, host.Destination);
            Assert.Null((await host.Directories.ListAsync(start)).Error);
            Assert.Null((await host.Torrents.MoveAsync("1", start + "/films")).Error);
            Assert.Null((await host.Categories.EditAsync("films", start + "/tv")).Error);
            Assert.Equal("path-not-allowed", (await host.Categories.EditAsync("films", folder.Root)).Error?.Code);
            Assert.Equal("setting-invalid", await ChangeAsync(host, Former, start + ":/etc"));
            Assert.Equal("setting-invalid", await ChangeAsync(host, Former, folder.Root));
            Assert.Null(await ChangeAsync(host, Destination, start));
            Assert.Null(await ChangeAsync(host, Destination, inside));
            Assert.Equal(start, host.Settings.Current.Text(StorageSettings.FormerDestinations));
            Assert.Null(await ChangeAsync(host, Former, ""));
        }

        await using GstHost last = (await GstHost.OpenAsync(folder.Options with { Destination = null })).Value;
        Assert.Equal("path-not-allowed", (await last.Directories.ListAsync(start)).Error?.Code);
        Assert.Equal("path-not-allowed", await ChangeAsync(last, Destination, start));
    }

    [Fact]
    public async Task A_destination_that_the_command_line_replaces_is_a_former_one()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        await folder.CloseAsync();
        string other = Directory.CreateDirectory(folder.Root + "/other").FullName;
        HostOptions options = folder.Options with { Destination = other };
        for (int i = 0; i < 2; i++)
        {
            await using GstHost host = (await GstHost.OpenAsync(options)).Value;
            Assert.Equal(other, host.Destination);
            Assert.Equal([folder.Downloads], host.Settings.Current.Items(StorageSettings.FormerDestinations));
            options = options with { Destination = null };
        }
    }

    [Fact]
    public async Task A_destination_that_no_list_can_name_is_not_left_unless_a_root_holds_it()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        await folder.CloseAsync();
        string odd = Directory.CreateDirectory(folder.Root + "/a:b").FullName;
        string below = Directory.CreateDirectory(odd + "/c").FullName;
        HostOptions options = folder.Options with { Destination = odd };
        await using (GstHost host = (await GstHost.OpenAsync(options)).Value)
        {
            Assert.Equal("setting-invalid", await ChangeAsync(host, Destination, below));
            Assert.Equal(odd, host.Destination);
        }

        folder.Settings["storage.roots"] = folder.Root;
        await using GstHost held = (await GstHost.OpenAsync(options)).Value;
        Assert.Null(await ChangeAsync(held, Destination, below));
        Assert.Equal([folder.Downloads], held.Settings.Current.Items(StorageSettings.FormerDestinations));
    }

    [Fact]
    public async Task Whoever_may_change_settings_cannot_let_content_out_of_the_roots()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        await folder.CloseAsync();
        await using GstHost host = (await GstHost.OpenAsync(folder.Options with { Destination = null })).Value;
        string start = host.Destination;
        string outside = Directory.CreateDirectory(folder.Root + "/outside").FullName;
        string inside = Directory.CreateDirectory(start + "/inside").FullName;
        Assert.Equal("setting-invalid", await ChangeAsync(StorageSettings.Roots.Name, "/"));
        Assert.Equal("setting-invalid", await ChangeAsync(Former, "/"));
        Assert.Equal("path-not-allowed", await ChangeAsync(StorageSettings.Destination.Name, outside));
        File.CreateSymbolicLink(start + "/link", outside);
        Directory.CreateDirectory(outside + "/below");
        Assert.Equal("path-not-allowed", await ChangeAsync(StorageSettings.Destination.Name, start + "/link"));
        Assert.Equal("path-not-allowed", await ChangeAsync(StorageSettings.Destination.Name, start + "/link/below"));
        Assert.Null(await ChangeAsync(StorageSettings.Destination.Name, inside));
        Assert.Equal(inside, host.Destination);
        Assert.Null(await ChangeAsync(StorageSettings.Destination.Name, start));

        Task<string?> ChangeAsync(string name, string text) => GstHostTests.ChangeAsync(host, name, text);
    }

    [Fact]
    public async Task Changed_settings_reach_the_engine_and_the_journal()
    {
        using var sample = new SampleTorrent(33, 16_384, ("big", 3_000_000));
        await using var seeder = new Seeder(sample);
        await using HostFolder folder = await HostFolder.OpenAsync(("storage.part-suffix", "true"));
        var slow = new Dictionary<string, string?> { [TransferSettings.DownloadLimit.Name] = "50K" };
        Assert.Null((await folder.Host.Settings.ChangeAsync(slow)).Error);
        await folder.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Peers = [seeder.Address] });
        await folder.WhenAsync(row => row.DownloadRate > 0);
        Assert.NotEmpty(Directory.GetFiles(folder.Downloads, "*.part"));
        var fast = new Dictionary<string, string?> { [TransferSettings.DownloadLimit.Name] = null };
        Assert.Null((await folder.Host.Settings.ChangeAsync(fast)).Error);
        await folder.WhenSeedingAsync();
        string[] told = [.. folder.Host.Journal.Since(0).Entries
            .Where(entry => entry.Kind == JournalKinds.SettingsChanged).Select(entry => entry.Text)];
        Assert.Equal(2, told.Length);
        Assert.All(told, text => Assert.Contains(TransferSettings.DownloadLimit.Name, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_end_nothing_is_acknowledged()
    {
        using var sample = new SampleTorrent(32, 16_384, ("x", 5));
        await using HostFolder folder = await HostFolder.OpenAsync();
        TorrentService torrents = folder.Torrents;
        await folder.CloseAsync();
        AppError? error = (await torrents.AddAsync(
            new AddTorrentCommand { TorrentFile = sample.TorrentFile }, CancellationToken.None)).Error;
        Assert.Equal("shutting-down", error?.Code);
        await folder.ReopenAsync();
        Assert.Equal(0, folder.Torrents.ReadModel.Count);
    }

    private static async Task<string?> ChangeAsync(GstHost host, string name, string text) =>
        (await host.Settings.ChangeAsync(new Dictionary<string, string?> { [name] = text })).Error?.Code;
}
