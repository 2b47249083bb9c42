using GSTorrent.Application.Journal;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.MetainfoFormat;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>Content whose names not every system can store is seeded where it lies.</summary>
public sealed class OriginalNamesTests
{
    private static readonly (string, int)[] Files =
        [("CASE.txt", 30_000), ("CON", 40_000), ("aux/d. ", 20_000), ("case.txt", 30_000), ("plain", 100)];

    [Fact]
    public async Task It_is_found_by_its_original_names_and_after_a_restart_too()
    {
        using var sample = new SampleTorrent(71, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        PutByOriginalNames(sample, host.Downloads);
        string[] before = host.DownloadedFiles();
        Result<AddedTorrent> added = await host.Torrents.AddAsync(
            new AddTorrentCommand { TorrentFile = sample.TorrentFile }, CancellationToken.None);
        Assert.Null(added.Value.Note);
        await host.WhenSeedingAsync();
        Assert.Equal(
            ["content/CASE.txt", "content/CON", "content/aux/d. ", "content/case.txt", "content/plain"], before);
        Assert.Equal(before, host.DownloadedFiles());
        await host.ReopenAsync();
        await host.WhenSeedingAsync();

        // They can be renamed, moved and deleted like any others.
        Assert.Null((await host.Torrents.RenamePathAsync("1", "content", "else")).Error);
        Assert.Equal("else/CASE.txt", host.DownloadedFiles()[0]);
        string place = Path.Combine(host.Downloads, "place");
        Assert.Null((await host.Torrents.MoveAsync("1", place)).Error);
        await host.WhenAsync(row => row.State == TorrentRowState.Seeding && row.Destination == place);
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        await host.ReopenAsync();
        Assert.Empty(host.DownloadedFiles());
    }

    [Fact]
    public async Task What_is_missing_of_it_follows_what_is_there()
    {
        using var sample = new SampleTorrent(72, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        PutByOriginalNames(sample, host.Downloads);
        File.Delete(Path.Combine(host.Downloads, "content", "aux", "d. "));
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Peers = [seeder.Address] });
        await host.WhenSeedingAsync();
        Assert.Contains("content/aux/d. ", host.DownloadedFiles());
        Assert.Equal(5, host.DownloadedFiles().Length);
    }

    [Fact]
    public async Task What_is_not_there_gets_safe_names_and_that_is_told()
    {
        using var sample = new SampleTorrent(73, 16_384, Files);
        await using var seeder = new Seeder(sample);
        await using HostFolder host = await HostFolder.OpenAsync();
        var command = new AddTorrentCommand { TorrentFile = sample.TorrentFile, Peers = [seeder.Address] };
        Result<AddedTorrent> added = await host.Torrents.AddAsync(command, CancellationToken.None);
        Assert.StartsWith("3 of 5 files have names that not every system can store", added.Value.Note);
        Assert.Equal(JournalSeverity.Warning, (await host.WhenToldAsync("content/_CON")).Severity);
        await host.WhenSeedingAsync();
        Assert.True(sample.IsComplete(host.Downloads));

        // Once there, they stay there, also if something else lies at the original names.
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: false));
        File.WriteAllBytes(Path.Combine(host.Downloads, "content", "CON"), new byte[40_000]);
        await host.AddAsync(command);
        await host.WhenAsync(row => row is { Number: 2, State: TorrentRowState.Seeding, Downloaded: 0 });
    }

    [Fact]
    public async Task A_file_of_another_length_or_a_link_is_not_taken_for_it()
    {
        using var sample = new SampleTorrent(74, 16_384, ("CON", 40_000), ("NUL", 40_000));
        await using HostFolder host = await HostFolder.OpenAsync();
        PutByOriginalNames(sample, host.Downloads);
        string folder = Path.Combine(host.Downloads, "content");
        File.WriteAllBytes(Path.Combine(folder, "CON"), [1]);
        File.Move(Path.Combine(folder, "NUL"), Path.Combine(host.Downloads, "real"));
        File.CreateSymbolicLink(Path.Combine(folder, "NUL"), Path.Combine(host.Downloads, "real"));
        Assert.Empty(OriginalNames.Find(host.Downloads, sample.Metainfo));
    }

    private static void PutByOriginalNames(SampleTorrent sample, string folder)
    {
        sample.CopyContentTo(folder);
        foreach (ContentFile file in sample.Metainfo.Files)
        {
            if (file.OriginalPath is null) continue;
            string path = Path.Combine(folder, file.OriginalPath);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(Path.Combine(folder, file.Path), path);
        }

        string left = Path.Combine(folder, "content", "_aux");
        if (Directory.Exists(left)) Directory.Delete(left);
    }
}
