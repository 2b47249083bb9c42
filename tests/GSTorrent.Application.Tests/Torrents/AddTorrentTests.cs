using System.Security.Cryptography;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.MetainfoFormat;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class AddTorrentTests
{
    private static readonly (string, int)[] Files = [("a.txt", 40_000), ("deep/b.bin", 90_000), ("deep/c.txt", 3)];

    [Fact]
    public async Task A_torrent_is_downloaded_bit_exact_and_told_of()
    {
        using var sample = new SampleTorrent(1, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        Result<AddedTorrent> added = await host.Torrents.AddAsync(
            new AddTorrentCommand { TorrentFile = sample.TorrentFile, Peers = [seeder.Address], Tags = [" tv "] },
            CancellationToken.None);
        Assert.True(added.Value.IsNew);
        TorrentRow row = await host.WhenAsync(row => row is { State: TorrentRowState.Seeding, FinishedUnixMs: > 0 });
        Assert.Equal((1, 1.0, host.Downloads), (row.Number, row.Progress, row.Destination));
        Assert.Equal(["tv"], row.Tags);
        Assert.True(sample.IsComplete(host.Downloads));
        Assert.Equal(sample.Metainfo.Geometry.TotalLength, host.Host.Statistics.Current.SessionDownloaded);
        Assert.Contains(JournalKinds.TorrentFinished, host.Host.Journal.Since(0).Entries.Select(entry => entry.Kind));
    }

    [Fact]
    public async Task Many_adds_of_one_info_hash_at_once_give_one_torrent()
    {
        using var sample = new SampleTorrent(2, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        var command = new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = true };
        Result<AddedTorrent>[] added = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => host.Torrents.AddAsync(command, CancellationToken.None)));
        Assert.All(added, result => Assert.Equal(1, result.Value.Torrent.Number));
        Assert.Single(added, result => result.Value.IsNew);
        Assert.Equal(1, host.Torrents.ReadModel.Count);
        await host.ReopenAsync();
        Assert.Equal(1, host.Torrents.ReadModel.Count);
    }

    [Fact]
    public async Task Only_wanted_files_are_made()
    {
        using var sample = new SampleTorrent(3, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.AddAsync(new AddTorrentCommand
        {
            TorrentFile = sample.TorrentFile,
            Peers = [seeder.Address],
            Files = ["*.txt"],
        });
        await host.WhenAsync(row => row is { State: TorrentRowState.Seeding, Progress: 1 });
        string[] names = [.. Directory.GetFiles(host.Downloads, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.')).Order()];
        Assert.Equal(["a.txt", "c.txt"], names);
    }

    [Theory]
    [InlineData("torrent-invalid", "rubbish", null)]
    [InlineData("magnet-invalid", null, "magnet:?dn=x")]
    [InlineData("magnet-invalid", null, "magnet:?xt=urn:btmh:1220" + Zeros64)]
    [InlineData("address-invalid", null, "file:///etc/passwd")]
    [InlineData("bad-request", null, null)]
    [InlineData("bad-request", "d", "magnet:?dn=x")]
    public async Task What_cannot_be_added_has_its_code(string code, string? file, string? uri)
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        var command = new AddTorrentCommand
        {
            TorrentFile = file is null ? null : System.Text.Encoding.ASCII.GetBytes(file),
            Uri = uri,
        };
        AppError? error = (await host.Torrents.AddAsync(command, CancellationToken.None)).Error;
        Assert.Equal(code, error?.Code);
        Assert.Equal(0, host.Torrents.ReadModel.Count);
    }

    [Fact]
    public async Task Wrong_wishes_add_nothing()
    {
        using var sample = new SampleTorrent(4, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        var good = new AddTorrentCommand { TorrentFile = sample.TorrentFile };
        (string Code, AddTorrentCommand Command)[] wrong =
        [
            ("files-invalid", good with { Files = ["*.pdf"] }),
            ("files-invalid", good with { Files = ["7"] }),
            ("files-invalid", good with { Priorities = [new FileRule("", GSTorrent.Swarm.FilePriority.High)] }),
            ("tags-invalid", good with { Tags = ["a\nb"] }),
            ("address-invalid", good with { Peers = ["127.0.0.1"] }),
            ("bad-request", good with { UploadLimit = -1 }),
            ("bad-request", good with { Share = new ShareLimits { Ratio = -5 } }),
            ("path-not-allowed", good with { Destination = "/etc" }),
            ("path-not-allowed", good with { Destination = "downloads" }),
            ("path-not-allowed", good with { Destination = host.Downloads + "/../else" }),
            ("path-not-allowed", good with { Destination = host.Downloads + "2" }),
        ];
        foreach ((string code, AddTorrentCommand command) in wrong)
        {
            AppError? error = (await host.Torrents.AddAsync(command, CancellationToken.None)).Error;
            Assert.Equal(code, error?.Code);
        }

        Assert.Equal(0, host.Torrents.ReadModel.Count);
        Assert.Empty(Directory.GetFileSystemEntries(host.Downloads));
    }

    [Fact]
    public async Task A_destination_below_a_root_is_made_but_not_through_a_link()
    {
        using var sample = new SampleTorrent(5, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        File.CreateSymbolicLink(Path.Combine(host.Downloads, "link"), "/tmp");
        var command = new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = true };
        Result<AddedTorrent> refused = await host.Torrents.AddAsync(
            command with { Destination = host.Downloads + "/link/x" }, CancellationToken.None);
        Assert.Equal("path-not-allowed", refused.Error?.Code);
        string wished = host.Downloads + "/tv/new";
        Assert.Equal(wished, (await host.AddAsync(command with { Destination = wished + "/" })).Destination);
        Assert.True(Directory.Exists(wished));
    }

    [Fact]
    public async Task A_destination_that_went_away_is_unusable_and_a_missing_one_is_no_setting()
    {
        using var sample = new SampleTorrent(6, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync(("storage.roots", "/no-such-place/gone"));
        string place = Directory.CreateDirectory(host.Downloads + "/place").FullName;
        var change = new Dictionary<string, string?> { ["storage.destination"] = place + "/gone" };
        Assert.Equal("setting-invalid", (await host.Host.Settings.ChangeAsync(change)).Error?.Code);
        await File.WriteAllTextAsync(place + "/file", "");
        var command = new AddTorrentCommand { TorrentFile = sample.TorrentFile, Destination = place + "/file" };
        AppError? error = (await host.Torrents.AddAsync(command, CancellationToken.None)).Error;
        Assert.Equal("destination-unusable", error?.Code);
    }

    [Fact]
    public async Task A_torrent_of_version_2_only_is_refused_in_clear_words()
    {
        byte[] file = Version2Only();
        await using HostFolder host = await HostFolder.OpenAsync();
        AppError? error = (await host.Torrents.AddAsync(
            new AddTorrentCommand { TorrentFile = file }, CancellationToken.None)).Error;
        Assert.Equal("torrent-invalid", error?.Code);
        Assert.Contains("version 2", error!.Message, StringComparison.Ordinal);
    }

    private const string Zeros64 = "0000000000000000000000000000000000000000000000000000000000000000";

    private static byte[] Version2Only() => new MetainfoBuilder
    {
        Name = "small",
        PieceLength = 16_384,
        Files = [new CreationFile("small", 5)],
        IsSingleFile = true,
    }.BuildV2([V2FileHashes.OfSmallFile(SHA256.HashData("small"u8))]);
}
