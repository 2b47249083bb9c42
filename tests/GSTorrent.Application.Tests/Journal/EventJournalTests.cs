using GSTorrent.Application.Journal;

namespace GSTorrent.Application.Tests.Journal;

public sealed class EventJournalTests : IDisposable
{
    private readonly StateFolder _folder = new();
    private EventJournal _journal;

    public EventJournalTests()
    {
        _folder.Open();
        _journal = New();
    }

    [Fact]
    public async Task Entries_come_back_after_a_restart_and_numbers_go_on()
    {
        _folder.Clock.Advance(TimeSpan.FromMilliseconds(5));
        _journal.Append(JournalSeverity.Error, JournalKinds.TorrentFailed, "disk full", Samples.Hash(1));
        _journal.Append(JournalSeverity.Information, JournalKinds.TorrentFinished, "done");
        await ReopenAsync();
        JournalPage page = _journal.Since(0);
        Assert.Equal([1, 2], page.Entries.Select(entry => entry.Sequence));
        Assert.Equal(Samples.Hash(1), page.Entries[0].InfoHash);
        Assert.Equal(1_800_000_000_005, page.Entries[0].TimeUnixMs);
        Assert.Equal(3, _journal.Append(JournalSeverity.Warning, "test", "t").Sequence);
    }

    [Fact]
    public void Readers_go_on_where_they_were()
    {
        for (int i = 0; i < 5; i++) Append();
        JournalPage first = _journal.Since(0, max: 2);
        Assert.Equal(2, first.Cursor);
        JournalPage second = _journal.Since(first.Cursor, max: 10);
        Assert.Equal([3, 4, 5], second.Entries.Select(entry => entry.Sequence));
        JournalPage third = _journal.Since(second.Cursor);
        Assert.Empty(third.Entries);
        Assert.Equal(5, third.Cursor);
        Assert.False(third.HasGap);
    }

    [Fact]
    public async Task The_oldest_go_and_a_slow_reader_is_told()
    {
        for (int i = 0; i < EventJournal.MaxEntries + 10; i++) Append();
        Assert.True(_journal.Since(5).HasGap);
        Assert.False(_journal.Since(10).HasGap);
        Assert.False(_journal.Since(0).HasGap);
        Assert.Equal(11, _journal.Since(0, 1).Entries[0].Sequence);
        await ReopenAsync();
        Assert.Equal(11, _journal.Since(0, 1).Entries[0].Sequence);
    }

    [Fact]
    public async Task Clearing_is_durable_and_is_no_gap()
    {
        Append();
        Append();
        Assert.Null(await _journal.ClearAsync());
        Append();
        Assert.Equal(3, Assert.Single(_journal.Since(1).Entries).Sequence);
        Assert.False(_journal.Since(1).HasGap);
        await ReopenAsync();
        Assert.Equal(3, Assert.Single(_journal.Since(0).Entries).Sequence);
        Assert.Null(await _journal.ClearAsync());
        await ReopenAsync();
        Append();
        Assert.Equal(4, Assert.Single(_journal.Since(0).Entries).Sequence);
    }

    [Fact]
    public async Task Cursors_are_kept_by_client()
    {
        Assert.Equal(0, _journal.CursorOf("web"));
        Assert.Null(await _journal.SaveCursorAsync("web", 12));
        await ReopenAsync();
        Assert.Equal(12, _journal.CursorOf("web"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_cursor_of_another_journal_begins_anew_and_is_told_so(int entries)
    {
        for (int i = 0; i < entries; i++) Append();
        JournalPage page = _journal.Since(1_012);
        Assert.Equal((entries, true, entries), ((int)page.Cursor, page.HasGap, page.Entries.Count));
        Append();
        page = _journal.Since(page.Cursor);
        Assert.Equal((entries + 1, false, 1), ((int)page.Cursor, page.HasGap, page.Entries.Count));
        page = _journal.Since(long.MaxValue, filter: _ => false);
        Assert.Equal((entries + 1, true, 0), ((int)page.Cursor, page.HasGap, page.Entries.Count));
    }

    [Fact]
    public void Who_waits_is_woken_and_long_texts_are_cut()
    {
        Task next = _journal.NextEntry;
        Assert.False(next.IsCompleted);
        _journal.Append(JournalSeverity.Warning, "test", new string('x', 100_000));
        Assert.True(next.IsCompleted);
        Assert.InRange(_journal.Since(0).Entries[0].Text.Length, 100, 2_100);
    }

    public void Dispose() => _folder.Dispose();

    private void Append() => _journal.Append(JournalSeverity.Warning, "test", "t");

    private EventJournal New() => new(_folder.Loaded, _folder.Database, _folder.Clock);

    private async Task ReopenAsync()
    {
        await _journal.FlushAsync();
        _folder.Reopen();
        _journal = New();
    }
}
