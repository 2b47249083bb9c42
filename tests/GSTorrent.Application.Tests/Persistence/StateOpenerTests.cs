using GSTorrent.Application.Access;
using GSTorrent.Application.Persistence;
using GSTorrent.Engine.Tests;

namespace GSTorrent.Application.Tests.Persistence;

public sealed class StateOpenerTests : IDisposable
{
    private readonly StateFolder _folder = new();

    [Fact]
    public void A_newer_database_is_refused_and_left_alone()
    {
        _folder.Open();
        _folder.Close();
        Run($"PRAGMA user_version = 900; UPDATE meta SET value = '900' WHERE name = 'schema'");
        AppError? error = _folder.TryOpen();
        Assert.Equal("state-too-new", error?.Code);
        Assert.Contains("900", error!.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Root, "*.damaged*"));
    }

    [Fact]
    public async Task A_damaged_version_in_the_header_does_not_look_like_a_newer_database()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        _folder.Close();
        Run("PRAGMA user_version = 900");
        LoadedState state = _folder.Open();
        Assert.Single(state.Torrents);
        Assert.NotEmpty(state.Findings);
        Assert.NotEmpty(Directory.GetFiles(_folder.Root, "*.damaged*"));
    }

    [Fact]
    public void A_second_process_is_told_who_has_the_directory()
    {
        _folder.Open();
        AppError? error = StateDirectory.Open(_folder.Root).Error;
        Assert.Equal("state-locked", error?.Code);
        Assert.Contains($"process {Environment.ProcessId}", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_everybody_writes_to_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode All = (UnixFileMode)0b111_111_111;
        File.SetUnixFileMode(_folder.Root, All);
        Assert.Equal("state-unusable", StateDirectory.Open(_folder.Root).Error?.Code);
        Assert.Equal(All, File.GetUnixFileMode(_folder.Root));
    }

    [Fact]
    public async Task A_damaged_row_is_taken_from_the_backup_and_the_others_stay_new()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.AddAsync(2);
        Assert.Null(await _folder.Database.BackUpAsync(DateTimeOffset.UnixEpoch));
        await _folder.CommitAsync(StateChanges.SaveTorrent(Samples.Torrent(1) with { Name = "new 1" }));
        await _folder.CommitAsync(StateChanges.SaveTorrent(Samples.Torrent(2) with { Name = "new 2" }));
        await _folder.AddAsync(3);
        _folder.Close();
        Run("UPDATE torrents SET destination = '/dOwnloads' WHERE number = 2");
        LoadedState state = _folder.Open();
        string[] names = ["new 1", Samples.Torrent(2).Name, Samples.Torrent(3).Name];
        Assert.Equal(names, state.Torrents.Select(row => row.Torrent.Name));
        Assert.Contains("state.db is damaged", state.Findings[0], StringComparison.Ordinal);
        Assert.Empty(_folder.Reopen().Findings);
    }

    [Fact]
    public async Task Without_any_database_torrents_come_back_from_their_files_but_do_not_run()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.CommitAsync(StateChanges.AddMagnet(Samples.Torrent(2), "magnet:?"));
        _folder.Close();
        File.Delete(_folder.PathOf("state.db"));
        LoadedState state = _folder.Open();
        Assert.Equal(2, state.Torrents.Count);
        Assert.All(state.Torrents, row => Assert.False(row.Torrent.Running));
        Assert.All(state.Torrents, row => Assert.NotNull(row.Torrent.Error));
        Assert.Equal(2, _folder.Reopen().Torrents.Count);
    }

    [Fact]
    public async Task A_removed_torrent_does_not_come_back_from_a_backup()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.AddAsync(2);
        Assert.Null(await _folder.Database.BackUpAsync(DateTimeOffset.UnixEpoch));
        await _folder.CommitAsync(StateChanges.RemoveTorrent(Samples.Hash(1)));
        _folder.Close();
        File.WriteAllBytes(_folder.PathOf("state.db"), new byte[8192]);
        File.Delete(_folder.PathOf("state.db-wal"));
        Assert.Equal(2, Assert.Single(_folder.Open().Torrents).Torrent.Number);
    }

    [Fact]
    public async Task Credentials_that_ended_do_not_come_back_from_a_backup()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        foreach (string name in new[] { "stays", "goes" })
        {
            await _folder.CommitAsync(StateChanges.SaveUser(new UserRecord
            {
                Name = name,
                Role = AccessRole.Admin,
                CreatedUnixMs = 1,
            }));
            await _folder.CommitAsync(StateChanges.SaveToken(new TokenRecord
            {
                Id = name,
                Hash = System.Text.Encoding.UTF8.GetBytes(name),
                Name = name,
                Role = AccessRole.Admin,
                CreatedUnixMs = 1,
            }));
        }

        Assert.Null(await _folder.Database.BackUpAsync(DateTimeOffset.UnixEpoch));
        await _folder.CommitAsync(StateChanges.RemoveUser("goes"));
        await _folder.CommitAsync(StateChanges.RemoveToken("goes"));
        _folder.Close();
        Run("PRAGMA user_version = 900");
        LoadedState state = _folder.Open();
        Assert.NotEmpty(state.Findings);
        Assert.Equal("stays", Assert.Single(state.Users).Name);
        Assert.Equal("stays", Assert.Single(state.Tokens).Id);
    }

    [Fact]
    public async Task Additions_and_removals_that_a_crash_cut_off_are_finished_or_taken_back()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.AddAsync(2);
        _folder.Close();
        string Torrent(int number) => _folder.PathOf($"torrents/{Samples.Hash(number)}.torrent");
        File.Move(Torrent(1), Torrent(1) + ".new");
        File.Move(Torrent(2), Torrent(2) + ".removed");
        File.WriteAllText(Torrent(3) + ".new", "not committed");
        File.WriteAllText(Torrent(4) + ".removed", "committed");
        File.WriteAllText(Torrent(5) + ".tmp", "torn");
        LoadedState state = _folder.Open();
        Assert.Equal([1, 2], state.Torrents.Select(row => row.Torrent.Number));
        Assert.Empty(state.Findings);
        string[] left = Directory.GetFiles(_folder.PathOf("torrents"));
        Assert.Equal(new[] { Torrent(1), Torrent(2) }.Order(), left.Order());
    }

    [Fact]
    public async Task After_many_changes_a_backup_is_made_before_its_time()
    {
        _folder.Open();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Assert.Null(await _folder.Database.BackUpAsync(now));
        for (int number = 1; number <= 50; number++) await _folder.AddAsync(number);
        Assert.Null(await _folder.Database.BackUpAsync(now.AddMinutes(1)));
        Assert.False(File.Exists(_folder.PathOf("state.db.bak2")));
        Assert.Null(await _folder.Database.BackUpAsync(now.AddMinutes(5)));
        Assert.True(File.Exists(_folder.PathOf("state.db.bak2")));
        _folder.Close();
        await File.WriteAllTextAsync(_folder.PathOf("state.db"), "lost", TestContext.Current.CancellationToken);
        Assert.Equal(50, _folder.Open().Torrents.Count(row => row.Torrent.Destination.Length > 0));
    }

    [Fact]
    public async Task On_a_full_disk_it_opens_once_more_and_then_says_what_is_wrong()
    {
        using var disk = MountedFolder.Small(_folder.Root, mebibytes: 24);
        _folder.Open();
        await _folder.AddAsync(1);
        _folder.Close();
        FillUp();
        LoadedState state = _folder.Open();
        Assert.Single(state.Torrents);
        Assert.Contains("is full", Assert.Single(state.Findings));
        _folder.Close();
        FillUp();
        AppError? error = _folder.TryOpen();
        Assert.Equal("state-disk-full", error?.Code);
        Assert.Contains(_folder.Root, error!.Message);
        File.Delete(_folder.PathOf("other"));
        Assert.Single(_folder.Open().Torrents);
        _folder.Close();
    }

    [Fact]
    public async Task Backups_are_made_once_an_hour_and_two_are_kept()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Assert.Null(await _folder.Database.BackUpAsync(now));
        DateTime made = File.GetLastWriteTimeUtc(_folder.PathOf("state.db.bak1"));
        Assert.Null(await _folder.Database.BackUpAsync(now.AddMinutes(30)));
        Assert.Equal(made, File.GetLastWriteTimeUtc(_folder.PathOf("state.db.bak1")));
        Assert.False(File.Exists(_folder.PathOf("state.db.bak2")));
        Assert.Null(await _folder.Database.BackUpAsync(now.AddHours(2)));
        Assert.Null(await _folder.Database.BackUpAsync(now.AddHours(4)));
        Assert.Equal(2, Directory.GetFiles(_folder.Root, "*.bak*").Length);
    }

    private void FillUp()
    {
        using var file = new FileStream(_folder.PathOf("other"), FileMode.Append, FileAccess.Write, FileShare.None, 0);
        try
        {
            while (true) file.Write(new byte[1024]);
        }
        catch (IOException)
        {
            // No room is left, as was meant.
        }
    }

    private void Run(string sql)
    {
        using var connection = StateConnection.Open(_folder.PathOf("state.db"));
        StateSchema.Execute(connection, sql);
    }

    public void Dispose() => _folder.Dispose();
}
