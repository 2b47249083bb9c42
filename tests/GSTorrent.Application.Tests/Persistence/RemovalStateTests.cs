using GSTorrent.Application.Persistence;
using GSTorrent.Engine;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Tests.Persistence;

/// <summary>Content to be deleted is on record, with the metainfo, until it is.</summary>
public sealed class RemovalStateTests : IDisposable
{
    private readonly StateFolder _folder = new();

    [Fact]
    public async Task A_removal_is_on_record_with_its_metainfo_until_its_content_is_deleted()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        var wishes = new TorrentWishes
        {
            Paths = new Dictionary<int, string> { [1] = "new/b" },
            FormerPaths = new Dictionary<int, string> { [1] = "old/b" },
            Move = new MoveIntent("/new", "/", "/new"),
        };
        RemovalRecord removal = Removal(1) with { PartSuffix = true, Wishes = wishes };
        await _folder.CommitAsync(StateChanges.RemoveWithContent(removal, default));
        LoadedState state = _folder.Reopen();
        Assert.Empty(state.Torrents);
        Assert.Empty(state.Findings);
        Assert.Equivalent(removal, Assert.Single(state.Removals));
        Assert.Equal(Samples.Metainfo(1), _folder.Database.Files.ReadDeleting(Samples.Hash(1)).Value);
        await _folder.CommitAsync(StateChanges.EndRemoval(removal.InfoHash, removal.Destination));
        Assert.Empty(Directory.GetFiles(_folder.PathOf("torrents")));
        Assert.Empty(_folder.Reopen().Removals);
    }

    [Fact]
    public async Task A_torrent_added_again_and_the_removal_do_not_disturb_each_other()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.CommitAsync(StateChanges.RemoveWithContent(Removal(1), default));
        await _folder.CommitAsync(StateChanges.AddTorrent(Samples.Torrent(1) with { Number = 2 }, Samples.Metainfo(1)));
        LoadedState state = _folder.Reopen();
        Assert.Equal(2, Assert.Single(state.Torrents).Torrent.Number);
        Assert.Single(state.Removals);

        // Removed again, in another place: two contents, one metainfo.
        await _folder.CommitAsync(
            StateChanges.RemoveWithContent(Removal(1) with { Destination = "/elsewhere" }, default));
        Assert.Equal(2, _folder.Reopen().Removals.Count);
        await _folder.CommitAsync(StateChanges.EndRemoval(Samples.Hash(1), "/downloads"));
        Assert.Equal("/elsewhere", Assert.Single(_folder.Reopen().Removals).Destination);
        Assert.Null(_folder.Database.Files.ReadDeleting(Samples.Hash(1)).Error);
        await _folder.CommitAsync(StateChanges.EndRemoval(Samples.Hash(1), "/elsewhere"));
        Assert.Empty(Directory.GetFiles(_folder.PathOf("torrents")));
    }

    [Fact]
    public async Task What_was_added_again_and_is_to_stay_is_not_deleted_later()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.CommitAsync(StateChanges.RemoveWithContent(Removal(1), default));
        await _folder.CommitAsync(StateChanges.AddTorrent(Samples.Torrent(1) with { Number = 2 }, Samples.Metainfo(1)));
        await _folder.CommitAsync(StateChanges.RemoveTorrent(Samples.Hash(1), "/downloads"));
        Assert.Empty(_folder.Reopen().Removals);
        Assert.Empty(Directory.GetFiles(_folder.PathOf("torrents")));
    }

    [Fact]
    public async Task Whatever_step_of_the_files_a_kill_cuts_off_the_metainfo_is_there()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.AddAsync(2);
        await _folder.CommitAsync(StateChanges.RemoveWithContent(Removal(1), default));
        _folder.Close();
        string Torrent(int number) => _folder.PathOf($"torrents/{Samples.Hash(number)}.torrent");
        File.Move(Torrent(1) + ".deleting", Torrent(1) + ".removed");
        File.Move(Torrent(2), Torrent(2) + ".removed");
        File.WriteAllText(Torrent(3) + ".deleting", "done");
        Assert.Equal(2, Assert.Single(_folder.Open().Torrents).Torrent.Number);
        Assert.Equal(Samples.Metainfo(1), _folder.Database.Files.ReadDeleting(Samples.Hash(1)).Value);
        Assert.Equal(
            new[] { Torrent(1) + ".deleting", Torrent(2) }.Order(),
            Directory.GetFiles(_folder.PathOf("torrents")).Order());
    }

    [Fact]
    public async Task The_metainfo_of_a_magnet_link_takes_its_place()
    {
        _folder.Open();
        await _folder.CommitAsync(StateChanges.AddMagnet(Samples.Torrent(1), "magnet:?xt=1"));
        await _folder.CommitAsync(StateChanges.RemoveWithContent(Removal(1), Samples.Metainfo(1)));
        Assert.Single(Directory.GetFiles(_folder.PathOf("torrents")));
        _folder.Reopen();
        Assert.Equal(Samples.Metainfo(1), _folder.Database.Files.ReadDeleting(Samples.Hash(1)).Value);
    }

    [Fact]
    public async Task Damage_elsewhere_keeps_the_removal_and_a_backup_does_not_bring_one_back()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.AddAsync(2);
        await _folder.AddAsync(3);
        await _folder.CommitAsync(StateChanges.RemoveWithContent(Removal(1), default));
        await _folder.CommitAsync(StateChanges.RemoveWithContent(Removal(2), default));
        Assert.Null(await _folder.Database.BackUpAsync(DateTimeOffset.UnixEpoch));
        await _folder.CommitAsync(StateChanges.EndRemoval(Samples.Hash(2), "/downloads"));
        _folder.Close();
        using (SqliteConnection connection = StateConnection.Open(_folder.PathOf("state.db")))
            StateSchema.Execute(connection, "UPDATE torrents SET destination = '/dOwnloads'");
        LoadedState state = _folder.Open();
        Assert.NotEmpty(state.Findings);
        Assert.Equal(Samples.Hash(1), Assert.Single(state.Removals).InfoHash);
        Assert.Empty(_folder.Reopen().Findings);
    }

    [Fact]
    public async Task That_content_must_be_proven_is_on_record_and_damage_to_it_is_found()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.CommitAsync(StateChanges.RemoveWithContent(Removal(1) with { IsUnproven = true }, default));
        Assert.True(Assert.Single(_folder.Reopen().Removals).IsUnproven);
        _folder.Close();
        using (SqliteConnection connection = StateConnection.Open(_folder.PathOf("state.db")))
            StateSchema.Execute(connection, "UPDATE removals SET unproven = 0");
        Assert.NotEmpty(_folder.Open().Findings);
    }

    private static RemovalRecord Removal(int number) => new()
    {
        InfoHash = Samples.Hash(number),
        Name = $"torrent {number}",
        Destination = "/downloads",
        MountPoint = "/",
    };

    public void Dispose() => _folder.Dispose();
}
