using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;

namespace GSTorrent.Application.Tests.Access;

/// <summary>Nobody makes the journal forget by doing much.</summary>
public sealed class AuditPlacesTests : IDisposable
{
    private const int Many = EventJournal.MaxEntries + 100;
    private readonly Door _door = new();

    [Fact]
    public async Task Changes_by_the_thousand_push_out_changes_of_the_same_caller_only()
    {
        await _door.AddAsync("alice");
        await _door.AddAsync("mallory", AccessRole.Admin);
        await _door.TryAsync("alice", Door.Password, Door.Address(1));
        await _door.TryAsync("mallory", Door.Password, Door.Address(2));
        await _door.FailAsync(3, "alice", Door.Address(2));
        Caller alice = CallerOf("alice");
        Caller mallory = CallerOf("mallory");
        Change(alice, "A torrent was stopped");
        Change(mallory, "Token 1 was revoked", JournalKinds.TokenRevoked, isAdministrative: true);
        Change(mallory, "PATCH /api/v1/settings", isAdministrative: true);
        _door.Journal.Append(JournalSeverity.Error, JournalKinds.TorrentFailed, "The disk is full.");
        long[] before = Sequences(_door.Journal);

        for (int i = 0; i < Many; i++) Change(mallory, "A torrent was started");
        for (int i = 0; i < Many; i++) Change(mallory, "A session was closed", JournalKinds.SignedOut);
        for (int i = 0; i < Many; i++)
            _door.Journal.Append(JournalSeverity.Information, JournalKinds.TorrentAdded, "x");

        Assert.Equal(before, Sequences(_door.Journal).Take(before.Length));
        Assert.Equal(EventJournal.MaxEntries, Sequences(_door.Journal).Length);
        Assert.True(_door.Journal.Since(before[^1]).HasGap);
    }

    [Fact]
    public async Task After_a_restart_the_same_entries_are_there_and_the_rule_holds_on()
    {
        await _door.AddAsync("alice");
        Caller alice = CallerOf("alice");
        Change(alice, "A torrent was stopped");
        for (int i = 0; i < Many; i++) Change(alice with { UserName = "mallory" }, "A torrent was started");
        await _door.Journal.FlushAsync();
        for (int i = 0; i < 20; i++) Change(alice with { UserName = "mallory" }, "A torrent was started");
        await _door.Journal.FlushAsync();
        long[] before = Sequences(_door.Journal);
        _door.Folder.Reopen();
        Assert.Equal(before, _door.Folder.Loaded.Journal.Select(entry => entry.Sequence));
        var journal = new EventJournal(_door.Folder.Loaded, _door.Folder.Database, _door.Folder.Clock);
        journal.Append(JournalSeverity.Information, JournalKinds.ServerStarted, "It starts.");
        Assert.Equal([1, before[2]], Sequences(journal).Take(2));
        await journal.FlushAsync();
        _door.Folder.Reopen();
        Assert.Equal(Sequences(journal), _door.Folder.Loaded.Journal.Select(entry => entry.Sequence));
    }

    [Fact]
    public void Refusals_that_go_on_for_weeks_push_out_refusals_only()
    {
        Caller alice = new(AccessRole.Control, TokenId: "1");
        Change(alice, "A torrent was stopped");
        for (int i = 0; i < 500; i++)
        {
            for (int from = 0; from < 40; from++) _door.Access.SignInByToken("wrong", Door.Address(from));
            _door.Folder.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(JournalKinds.ChangedByApi, _door.Journal.Since(0, 1).Entries[0].Kind);
        Assert.Equal(EventJournal.MaxEntries, Sequences(_door.Journal).Length);
    }

    public void Dispose() => _door.Dispose();

    private static long[] Sequences(EventJournal journal) =>
        [.. journal.Since(0, int.MaxValue).Entries.Select(entry => entry.Sequence)];

    private static Caller CallerOf(string user) =>
        new(AccessRole.Admin, TokenId: null) { Name = user, UserName = user };

    private void Change(
        Caller caller, string text, string kind = JournalKinds.ChangedByApi, bool isAdministrative = false) =>
        _door.Access.RecordChange(
            caller, from: null, new AuditNote(text, kind) { IsAdministrative = isAdministrative });
}
