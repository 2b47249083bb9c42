using GSTorrent.Application.Journal;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>Two torrents over the same files, as cross-seeding makes them.</summary>
public sealed class SharedFilesTests
{
    private static readonly (string, int)[] Files = [("a.txt", 40_000), ("deep/b.bin", 90_000), ("deep/c.txt", 20_000)];

    [Fact]
    public async Task Files_that_another_torrent_uses_stay_and_the_journal_says_so()
    {
        using var sample = new SampleTorrent(51, 16_384, [.. Files, ("own.txt", 1000)]);
        using var twin = new SampleTorrent(51, 32_768, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        await host.SeedAsync(twin);
        Assert.Null((await host.Editor.ChangeAsync("2", new TorrentChange { Name = "the secret" })).Error);
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        JournalEntry told = await host.WhenToldAsync("is deleted but for 3 of 4 files, which another torrent uses");
        Assert.DoesNotContain("secret", told.Text);
        Assert.Contains("content/a.txt, …", told.Text);
        JournalEntry end = await host.WhenToldAsync("is deleted, but for the files that others use.");
        Assert.Equal((JournalKinds.ContentShared, JournalKinds.ContentDeleted), (told.Kind, end.Kind));
        Assert.True(told.Sequence < end.Sequence);
        Assert.Equal(["content/a.txt", "content/deep/b.bin", "content/deep/c.txt"], host.DownloadedFiles());
        await host.ReopenAsync();
        await host.WhenSeedingAsync();
        Assert.True(twin.IsComplete(host.Downloads));

        // The last one that uses them takes them with it.
        Assert.Null(await host.Torrents.RemoveAsync("2", deleteData: true));
        await host.ReopenAsync();
        Assert.Empty(host.DownloadedFiles());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_torrent_has_never_written_to_it_does_not_take_with_it(bool paused)
    {
        using var sample = new SampleTorrent(57, 16_384, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        string file = Path.Combine(host.Downloads, "content/a.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);
        await host.AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile, Paused = paused });
        if (!paused) await host.WhenAsync(row => row.State == TorrentRowState.Failed);
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        JournalEntry told = await host.WhenToldAsync("hold nothing of the torrent");
        Assert.Equal(JournalKinds.ContentKept, told.Kind);
        await host.ReopenAsync();
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task They_are_kept_by_a_removal_that_a_kill_has_delayed_too()
    {
        using var sample = new SampleTorrent(52, 16_384, Files);
        using var twin = new SampleTorrent(52, 32_768, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        string away = host.Downloads + ".away";
        Directory.Move(host.Downloads, away);
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        await host.WhenToldAsync("tried again at the next start");
        Directory.Move(away, host.Downloads);
        await host.SeedAsync(twin);
        await host.KillAsync();
        await host.WhenToldAsync("is deleted but for 3 of 3 files");
        await host.WhenSeedingAsync();
        Assert.True(twin.IsComplete(host.Downloads));
    }

    [Fact]
    public async Task A_move_that_would_take_files_from_another_torrent_is_refused()
    {
        using var sample = new SampleTorrent(53, 16_384, Files);
        using var twin = new SampleTorrent(53, 32_768, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        await host.SeedAsync(twin);
        Assert.Null((await host.Editor.ChangeAsync("2", new TorrentChange { Name = "the secret" })).Error);
        string place = Path.Combine(host.Downloads, "new");
        AppError? error = (await host.Torrents.MoveAsync("1", place)).Error;
        Assert.Equal("files-shared", error?.Code);
        Assert.Contains("another torrent uses its file content/a.txt", error!.Message);

        // Who is narrowed to a category is not to be told what else there is.
        Assert.DoesNotContain("secret", error.Message);
        Assert.True(twin.IsComplete(host.Downloads));
        Assert.Null(await host.Torrents.RemoveAsync("2", deleteData: false));
        Assert.Null((await host.Torrents.MoveAsync("1", place)).Error);
        await host.WhenAsync(row => row.State == TorrentRowState.Seeding && row.Destination == place);
        Assert.True(sample.IsComplete(place));
    }

    [Fact]
    public async Task So_is_a_new_name_for_such_a_file_and_for_no_other()
    {
        using var sample = new SampleTorrent(55, 16_384, [.. Files, ("own.txt", 1000)]);
        using var twin = new SampleTorrent(55, 32_768, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        await host.SeedAsync(sample);
        await host.SeedAsync(twin);
        Assert.Null((await host.Editor.ChangeAsync("2", new TorrentChange { Name = "the secret" })).Error);
        AppError? error = (await host.Torrents.RenamePathAsync("1", "content/deep", "content/high")).Error;
        Assert.Equal("files-shared", error?.Code);
        Assert.Contains("another torrent uses its file content/deep/b.bin", error!.Message);
        Assert.DoesNotContain("secret", error.Message);
        Assert.True(twin.IsComplete(host.Downloads));
        Assert.Null((await host.Torrents.RenamePathAsync("1", "content/own.txt", "content/mine.txt")).Error);
        Assert.Contains("content/mine.txt", host.DownloadedFiles());
    }

    [Fact]
    public async Task The_same_names_in_another_place_are_other_files()
    {
        using var sample = new SampleTorrent(54, 16_384, Files);
        using var twin = new SampleTorrent(54, 32_768, Files);
        await using HostFolder host = await HostFolder.OpenAsync();
        string place = Path.Combine(host.Downloads, "else");
        twin.CopyContentTo(place);
        await host.SeedAsync(sample);
        await host.AddAsync(new() { TorrentFile = twin.TorrentFile, Destination = place });
        await host.WhenAsync(row => row is { Number: 2, State: TorrentRowState.Seeding });
        Assert.Null(await host.Torrents.RemoveAsync("1", deleteData: true));
        await host.ReopenAsync();
        Assert.Equal(3, host.DownloadedFiles().Length);
        Assert.True(twin.IsComplete(place));
    }
}
