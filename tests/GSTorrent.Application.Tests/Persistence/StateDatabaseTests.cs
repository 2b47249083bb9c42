using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Tests.Persistence;

public sealed class StateDatabaseTests : IDisposable
{
    private readonly StateFolder _folder = new();

    [Fact]
    public async Task Everything_that_was_committed_is_there_after_a_restart()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.AddAsync(2);
        TorrentRecord renamed = Samples.Torrent(2) with { Name = "renamed", Running = false };
        await _folder.CommitAsync(StateChanges.SaveTorrent(renamed));
        await _folder.CommitAsync(StateChanges.SaveSettings([("network.peer-port", "1"), ("some.thing", "true")]));
        await _folder.CommitAsync(StateChanges.SaveSettings([("network.peer-port", null)]));
        var statistics = new Dictionary<string, long> { ["uploaded"] = 1L << 40 };
        await _folder.CommitAsync(StateChanges.SaveStatistics(statistics));
        await _folder.CommitAsync(StateChanges.SaveJournalCursor("web", 17));
        LoadedState state = _folder.Reopen();
        Assert.Empty(state.Findings);
        Assert.Equal([1, 2], state.Torrents.Select(row => row.Torrent.Number));
        Assert.Equivalent(Samples.Torrent(1), state.Torrents[0].Torrent);
        Assert.Equivalent(Samples.Resume(1), state.Torrents[0].Resume);
        Assert.Equal("renamed", state.Torrents[1].Torrent.Name);
        Assert.False(state.Torrents[1].Torrent.Running);
        Assert.Equal("true", Assert.Single(state.Settings).Value);
        Assert.Equal(1L << 40, state.Statistics["uploaded"]);
        Assert.Equal(17, state.JournalCursors["web"]);
        var (kind, content) = _folder.Database.Files.Read(Samples.Hash(1)).Value;
        Assert.Equal(TorrentFileKind.Metainfo, kind);
        Assert.Equal(Samples.Metainfo(1), content);
    }

    [Fact]
    public async Task A_removed_torrent_is_gone_and_its_number_is_never_given_again()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.AddAsync(5);
        await _folder.CommitAsync(StateChanges.RemoveTorrent(Samples.Hash(5)));
        AppError? late = await _folder.Database.CommitAsync(StateChanges.SaveTorrent(Samples.Torrent(5)));
        Assert.Equal("torrent-not-found", late?.Code);
        await _folder.CommitAsync(StateChanges.SaveResume(Samples.Resume(5)));
        LoadedState state = _folder.Reopen();
        Assert.Equal(1, Assert.Single(state.Torrents).Torrent.Number);
        Assert.Equal(5, state.LastTorrentNumber);
        Assert.Single(Directory.GetFiles(_folder.PathOf("torrents")));
    }

    [Fact]
    public async Task Adding_a_torrent_twice_keeps_the_first()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        TorrentRecord second = Samples.Torrent(1) with { Number = 2, Name = "second" };
        StateChange again = StateChanges.AddTorrent(second, Samples.Metainfo(1));
        Assert.Equal("torrent-exists", (await _folder.Database.CommitAsync(again))?.Code);
        Assert.Equal(Samples.Torrent(1).Name, Assert.Single(_folder.Reopen().Torrents).Torrent.Name);
    }

    [Fact]
    public async Task Add_and_removal_of_one_torrent_at_once_keep_their_order()
    {
        _folder.Open();
        var all = new List<Task<AppError?>>();
        for (int round = 0; round < 20; round++)
        {
            all.Add(_folder.Database.CommitAsync(StateChanges.AddTorrent(Samples.Torrent(1), Samples.Metainfo(1))));
            all.Add(_folder.Database.CommitAsync(StateChanges.RemoveTorrent(Samples.Hash(1))));
        }

        Assert.All(await Task.WhenAll(all), Assert.Null);
        LoadedState state = _folder.Reopen();
        Assert.Empty(state.Torrents);
        Assert.Empty(state.Findings);
    }

    [Fact]
    public async Task A_magnet_becomes_a_torrent_when_its_metainfo_comes()
    {
        _folder.Open();
        await _folder.CommitAsync(StateChanges.AddMagnet(Samples.Torrent(1), "magnet:?xt=1"));
        _folder.Reopen();
        var (kind, content) = _folder.Database.Files.Read(Samples.Hash(1)).Value;
        Assert.Equal(TorrentFileKind.Magnet, kind);
        Assert.Equal("magnet:?xt=1"u8.ToArray(), content);
        await _folder.CommitAsync(StateChanges.SaveMetainfo(Samples.Torrent(1), Samples.Metainfo(1)));
        Assert.Equal(TorrentFileKind.Metainfo, _folder.Database.Files.Read(Samples.Hash(1)).Value.Kind);
        Assert.Single(Directory.GetFiles(_folder.PathOf("torrents")));
    }

    [Fact]
    public async Task One_bad_change_does_not_take_the_others_of_its_batch_with_it()
    {
        _folder.Open();
        Task<AppError?> good = _folder.Database.CommitAsync(StateChanges.SaveSettings([("a", "1")]));
        Task<AppError?> bad = _folder.Database.CommitAsync(StateChanges.AddTorrent(
            Samples.Torrent(1) with { Name = null! }, Samples.Metainfo(1)));
        Task<AppError?> after = _folder.Database.CommitAsync(StateChanges.SaveSettings([("b", "2")]));
        Assert.Null(await good);
        Assert.Equal("state-not-saved", (await bad)?.Code);
        Assert.Null(await after);
        LoadedState state = _folder.Reopen();
        Assert.Equal(2, state.Settings.Count);
        Assert.Empty(state.Torrents);
        Assert.Empty(Directory.GetFiles(_folder.PathOf("torrents")));
    }

    [Fact]
    public async Task A_state_that_cannot_be_written_is_an_error_and_no_crash()
    {
        _folder.Open();
        Directory.Delete(_folder.PathOf("torrents"), recursive: true);
        AppError? error = await _folder.Database.CommitAsync(
            StateChanges.AddTorrent(Samples.Torrent(1), Samples.Metainfo(1)));
        Assert.Equal("state-not-saved", error?.Code);
        Directory.CreateDirectory(_folder.PathOf("torrents"));
        await _folder.AddAsync(2);
    }

    [Fact]
    public async Task A_closed_state_refuses()
    {
        _folder.Open();
        StateDatabase database = _folder.Database;
        _folder.Close();
        Assert.Equal("shutting-down", (await database.CommitAsync(StateChanges.SaveSettings([("a", "1")])))?.Code);
    }

    [Fact]
    public async Task What_was_posted_is_stored_before_closing()
    {
        _folder.Open();
        for (int i = 1; i <= 2_500; i++)
        {
            var entry = new JournalEntry
            {
                Sequence = i,
                TimeUnixMs = i,
                Severity = JournalSeverity.Warning,
                Kind = "test",
                Text = "t",
            };
            Assert.True(_folder.Database.TryPost(StateChanges.AppendJournal([entry], [i - 100])));
        }

        LoadedState state = _folder.Reopen();
        Assert.Equal(100, state.Journal.Count);
        Assert.Equal(2_500, state.LastJournalSequence);
        await _folder.CommitAsync(StateChanges.ClearJournal(2_500));
        state = _folder.Reopen();
        Assert.Empty(state.Journal);
        Assert.Equal(2_500, state.LastJournalSequence);
    }

    [Fact]
    public async Task Tokens_come_back_as_they_were()
    {
        _folder.Open();
        var token = new TokenRecord
        {
            Id = "id",
            Hash = new byte[32],
            Name = "n",
            Role = AccessRole.Control,
            CreatedUnixMs = 1,
            ExpiresUnixMs = 2,
            Category = "tv",
            QBittorrentManners = QBittorrentManners.V52,
        };
        await _folder.CommitAsync(StateChanges.SaveToken(token));
        await _folder.CommitAsync(StateChanges.MarkTokenUsed("id", 3));
        await _folder.CommitAsync(StateChanges.MarkTokenUsed("gone", 3));
        Assert.Equivalent(token with { LastUsedUnixMs = 3 }, Assert.Single(_folder.Reopen().Tokens));
    }

    [Fact]
    public async Task Users_come_back_as_they_were_and_have_one_name_whatever_its_case()
    {
        _folder.Open();
        var user = new UserRecord
        {
            Name = "Alice",
            PasswordHash = "hash",
            Role = AccessRole.Read,
            Category = "tv",
            CreatedUnixMs = 1,
        };
        await _folder.CommitAsync(StateChanges.SaveUser(user with { PasswordHash = "old" }));
        await _folder.CommitAsync(StateChanges.SaveUser(user));
        await _folder.CommitAsync(StateChanges.MarkUserUsed("alice", 3));
        UserRecord read = Assert.Single(_folder.Reopen().Users);
        Assert.Equal(user with { LastUsedUnixMs = 3 }, read);
        Assert.DoesNotContain("hash", read.ToString(), StringComparison.Ordinal);
        await _folder.CommitAsync(StateChanges.RemoveUser("ALICE"));
        Assert.Empty(_folder.Reopen().Users);
    }

    [Fact]
    public async Task Ten_thousand_torrents_are_stored_and_loaded()
    {
        _folder.Open();
        const int Count = 10_000;
        var all = new List<Task<AppError?>>(Count);
        using (var connection = StateConnection.Open(_folder.PathOf("state.db")))
        {
            StateSalvage.WriteTorrents(
                connection,
                [.. Enumerable.Range(1, Count).Select(i => new StoredTorrent(Samples.Torrent(i), Samples.Resume(i)))]);
        }

        LoadedState state = _folder.Reopen();
        Assert.Equal(Count, state.Torrents.Count);
        Assert.All(state.Torrents, row => Assert.NotNull(row.Resume));
        for (int i = 1; i <= Count; i++)
            all.Add(_folder.Database.CommitAsync(StateChanges.SaveResume(Samples.Resume(i) with { Uploaded = 7 })));
        Assert.All(await Task.WhenAll(all), Assert.Null);
        Assert.All(_folder.Reopen().Torrents, row => Assert.Equal(7, row.Resume!.Uploaded));
    }

    [Fact]
    public void Files_are_for_their_owner_only()
    {
        _folder.Open();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Private | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Root));
        string[] files = Directory.GetFiles(_folder.Root);
        Assert.Contains(_folder.PathOf("state.db-wal"), files);
        Assert.All(files, file => Assert.Equal(Private, File.GetUnixFileMode(file)));
    }

    public void Dispose() => _folder.Dispose();
}
