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
        TorrentRecord more = Samples.Torrent(1) with { FileRules = ["0 **", "2 *.txt"], Peers = ["127.0.0.1:1"] };
        await folder.CommitAsync(StateChanges.SaveTorrent(more));
        Assert.Equivalent(more, Assert.Single(folder.Reopen().Torrents).Torrent);
        TorrentRecord moving = more with { Move = new MoveIntent("/new", "/", "/new") };
        await folder.CommitAsync(StateChanges.SaveTorrent(moving));
        Assert.Equal(moving.Move, Assert.Single(folder.Reopen().Torrents).Torrent.Move);
        await folder.CommitAsync(StateChanges.SaveTorrent(more));
        Assert.Equivalent(more, Assert.Single(folder.Reopen().Torrents).Torrent);
    }

    private static void BackToFirstVersion(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            ALTER TABLE torrents DROP COLUMN file_rules;
            ALTER TABLE torrents DROP COLUMN peers;
            ALTER TABLE torrents DROP COLUMN move_target;
            ALTER TABLE torrents DROP COLUMN move_source_volume;
            ALTER TABLE torrents DROP COLUMN move_target_volume;
            DROP TABLE removals;
            UPDATE meta SET value = '1' WHERE name = 'schema';
            PRAGMA user_version = 1;
            """;
        command.ExecuteNonQuery();
    }
}
