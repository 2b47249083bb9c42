using GSTorrent.Application.Persistence;
using GSTorrent.Engine;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Tests.Persistence;

public sealed class StateMigrationTests
{
    [Fact]
    public async Task A_database_of_the_first_version_is_taken_over_whole()
    {
        using var folder = new StateFolder();
        folder.Open();
        await folder.AddAsync(1);
        folder.Close();
        BackToFirstVersion(folder.PathOf("state.db"));
        LoadedState state = folder.Open();
        Assert.Empty(state.Findings);
        Assert.Equivalent(Samples.Torrent(1), Assert.Single(state.Torrents).Torrent);
        Assert.Equivalent(Samples.Resume(1), Assert.Single(state.Torrents).Resume);
        ResumeRecord later = Samples.Resume(1) with
        {
            CorruptBytes = 5,
            ActiveMs = 60,
            SeedingMs = 50,
            LastActivityUnixMs = 1_800_000_000_001,
        };
        await folder.CommitAsync(StateChanges.SaveResume(later));
        Assert.Equivalent(later, Assert.Single(folder.Reopen().Torrents).Resume);
        later = later with { MountPoint = "/mnt/disk" };
        await folder.CommitAsync(StateChanges.SaveResume(later));
        Assert.Equivalent(later, Assert.Single(folder.Reopen().Torrents).Resume);
        later = later with { IsOnTrust = true };
        await folder.CommitAsync(StateChanges.SaveResume(later));
        Assert.Equivalent(later, Assert.Single(folder.Reopen().Torrents).Resume);
        TorrentRecord more = Samples.Torrent(1) with { FileRules = ["0 **", "2 *.txt"], Peers = ["127.0.0.1:1"] };
        var paths = new Dictionary<int, string> { [1] = "folder/b" };
        var wishes = new TorrentWishes { Category = "films", Paths = paths, Share = new ShareLimits() };
        more = more with { Wishes = wishes };
        await folder.CommitAsync(StateChanges.SaveTorrent(more));
        Assert.Equivalent(more, Assert.Single(folder.Reopen().Torrents).Torrent);
        TorrentRecord moving = more with { Wishes = wishes with { Move = new MoveIntent("/new", "/", "/new") } };
        await folder.CommitAsync(StateChanges.SaveTorrent(moving));
        Assert.Equivalent(moving, Assert.Single(folder.Reopen().Torrents).Torrent);
    }

    private static void BackToFirstVersion(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            ALTER TABLE torrents DROP COLUMN file_rules;
            ALTER TABLE torrents DROP COLUMN peers;
            ALTER TABLE torrents DROP COLUMN wishes;
            DROP TABLE categories;
            DROP TABLE tags;
            ALTER TABLE resume_data DROP COLUMN corrupt_bytes;
            ALTER TABLE resume_data DROP COLUMN active_ms;
            ALTER TABLE resume_data DROP COLUMN seeding_ms;
            ALTER TABLE resume_data DROP COLUMN last_activity_ms;
            ALTER TABLE resume_data DROP COLUMN mount_point;
            ALTER TABLE resume_data DROP COLUMN on_trust;
            ALTER TABLE journal DROP COLUMN room;
            DROP TABLE users;
            ALTER TABLE tokens DROP COLUMN category;
            ALTER TABLE tokens DROP COLUMN qbittorrent;
            DROP TABLE removals;
            DROP TABLE client_values;
            UPDATE meta SET value = '1' WHERE name = 'schema';
            PRAGMA user_version = 1;
            """;
        command.ExecuteNonQuery();
    }
}
