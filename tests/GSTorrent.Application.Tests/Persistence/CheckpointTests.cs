using GSTorrent.Application.Hosting;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Tests.Persistence;

/// <summary>A log that a power failure cuts short takes nothing away that was there when it was emptied.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const int Torrents = 4;
    private readonly StateFolder _folder = new();

    private string Log => _folder.PathOf("state.db-wal");

    [Fact]
    public async Task The_first_session_keeps_tags_and_limits_whatever_is_left_of_its_log()
    {
        _folder.Open();
        for (int number = 1; number <= Torrents; number++) await _folder.AddAsync(number);
        Assert.Null(await _folder.Database.CheckpointAsync());
        Assert.Equal(0, new FileInfo(Log).Length);
        for (int number = 1; number <= Torrents; number++)
            await _folder.CommitAsync(StateChanges.SaveResume(Samples.Resume(number) with { Uploaded = 99 }));
        Dictionary<string, byte[]> files = Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("-shm", StringComparison.Ordinal) && Path.GetFileName(path) is not "lock")
            .ToDictionary(path => path, ReadShared);
        byte[] log = files[Log];
        Assert.NotEmpty(log);
        for (int length = 0; length <= log.Length; length += Math.Max(1, log.Length / 40))
        {
            _folder.Close();
            foreach (string path in Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories))
                File.Delete(path);
            foreach ((string path, byte[] content) in files) File.WriteAllBytes(path, content);
            File.WriteAllBytes(Log, log[..length]);
            LoadedState state = _folder.Open();
            Assert.Empty(state.Findings);
            Assert.Equivalent(
                Enumerable.Range(1, Torrents).Select(Samples.Torrent), state.Torrents.Select(row => row.Torrent));
        }
    }

    [Fact]
    public async Task Housekeeping_empties_the_log_after_the_start_and_now_and_then()
    {
        LoadedState loaded = _folder.Open();
        await using var housekeeping = new Housekeeping(
            new Statistics(loaded, _folder.Clock), _folder.Database, _folder.Clock);
        housekeeping.Start();
        await WhenEmptyAsync();
        await _folder.AddAsync(1);
        await WhenEmptyAsync();
    }

    private async Task WhenEmptyAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (new FileInfo(Log).Length > 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            _folder.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    public void Dispose() => _folder.Dispose();
}
