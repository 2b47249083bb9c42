using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Tests.Persistence;

/// <summary>Changes are told as stored before the disk has them, but never as safe from a power failure.</summary>
public sealed class LogFlusherTests : IDisposable
{
    private readonly StateFolder _folder = new();

    [Fact]
    public async Task Whoever_asks_hears_that_all_is_flushed_or_why_it_is_not()
    {
        string path = _folder.PathOf("some.db");
        using var flusher = new LogFlusher(path);
        Assert.Null(await flusher.FlushAsync());
        await File.WriteAllTextAsync(path + "-wal", "a log");
        Assert.Null(await flusher.FlushAsync());
        File.Delete(path + "-wal");
        Directory.CreateDirectory(path + "-wal");
        Assert.Equal("state-not-saved", (await flusher.FlushAsync())?.Code);
        Assert.True(flusher.HasFailed);
    }

    [Fact]
    public void What_is_due_is_flushed_before_the_end()
    {
        string path = _folder.PathOf("some.db");
        Directory.CreateDirectory(path + "-wal");
        var flusher = new LogFlusher(path);
        flusher.Committed();
        flusher.Dispose();
        Assert.True(flusher.HasFailed);
    }

    [Fact]
    public async Task After_the_end_nobody_waits()
    {
        var flusher = new LogFlusher(_folder.PathOf("some.db"));
        flusher.Dispose();
        Assert.Equal("shutting-down", (await flusher.FlushAsync())?.Code);
    }

    [Fact]
    public async Task A_change_is_in_the_log_when_it_is_told_and_can_be_made_safe()
    {
        _folder.Open();
        await _folder.AddAsync(1);
        await _folder.CommitAsync(StateChanges.SaveTorrent(Samples.Torrent(1) with { DownloadLimit = 77 }));
        Assert.Null(await _folder.Database.FlushAsync());
        Assert.Equal(77, Assert.Single(_folder.Reopen().Torrents).Torrent.DownloadLimit);
    }

    public void Dispose() => _folder.Dispose();
}
