using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Tests.Persistence;

/// <summary>Any prefix, bit flip or zero fill of any file: the state opens and every torrent is there.</summary>
public sealed class TornStateTests : IDisposable
{
    private const int Torrents = 30;
    private const int Rounds = 24;
    private readonly StateFolder _folder = new();
    private readonly Random _random = new(7);

    [Theory]
    [InlineData("state.db")]
    [InlineData("state.db-wal")]
    [InlineData("state.db.bak1")]
    [InlineData("pid")]
    [InlineData("lock")]
    public async Task Damage_to_one_file_loses_no_torrent(string name)
    {
        Dictionary<string, byte[]> sound = await MakeAsync();
        int found = 0;
        for (int round = 0; round < Rounds; round++)
        {
            Restore(sound);
            byte[] content = [.. sound[name]];
            byte[] damaged = Damage(content, round);
            File.WriteAllBytes(_folder.PathOf(name), damaged);
            LoadedState state = _folder.Open();
            found += state.Findings.Count > 0 ? 1 : 0;
            Assert.Equal(
                Enumerable.Range(1, Torrents).Select(Samples.Hash).Order(),
                state.Torrents.Select(row => row.Torrent.InfoHash).Order());
            Assert.All(state.Torrents, AssertSound);
            await _folder.CommitAsync(StateChanges.SaveSettings([("works", "yes")]));
            Assert.Empty(_folder.Reopen().Findings);
            _folder.Close();
        }

        bool matters = name is "state.db" or "state.db-wal";
        Assert.Equal(matters, found > 0);
    }

    [Fact]
    public async Task Damage_to_database_and_backups_at_once_loses_no_torrent()
    {
        Dictionary<string, byte[]> sound = await MakeAsync();
        for (int round = 0; round < Rounds; round++)
        {
            Restore(sound);
            foreach (string name in new[] { "state.db", "state.db-wal", "state.db.bak1" })
                File.WriteAllBytes(_folder.PathOf(name), Damage([.. sound[name]], round));
            Assert.Equal(Torrents, _folder.Open().Torrents.Count);
            Assert.Equal(Torrents, _folder.Reopen().Torrents.Count);
            _folder.Close();
        }
    }

    // A torrent is as it was stored, before or after the backup, or stopped with an error: never something in between.
    private static void AssertSound(StoredTorrent row)
    {
        TorrentRecord torrent = row.Torrent;
        if (torrent.Error is not null)
        {
            Assert.False(torrent.Running);
            return;
        }

        TorrentRecord expected = Samples.Torrent(torrent.Number);
        Assert.Equal(expected.InfoHash, torrent.InfoHash);
        Assert.Equal(expected.Destination, torrent.Destination);
        if (row.Resume is not null) Assert.Equal(Samples.Resume(torrent.Number).Verified, row.Resume.Verified);
    }

    private async Task<Dictionary<string, byte[]>> MakeAsync()
    {
        _folder.Open();
        for (int i = 1; i <= Torrents / 2; i++) await _folder.AddAsync(i);
        Assert.Null(await _folder.Database.BackUpAsync(DateTimeOffset.UnixEpoch));
        _folder.Reopen();
        for (int i = (Torrents / 2) + 1; i <= Torrents; i++) await _folder.AddAsync(i);

        // As a kill would leave them: with a write-ahead log.
        Dictionary<string, byte[]> files = Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("-shm", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetRelativePath(_folder.Root, path), ReadShared);
        _folder.Close();
        Assert.NotEmpty(files["state.db-wal"]);
        return files;
    }

    private static byte[] ReadShared(string path)
    {
        if (Path.GetFileName(path) is "lock") return [];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private void Restore(Dictionary<string, byte[]> files)
    {
        foreach (string path in Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories)) File.Delete(path);
        foreach ((string name, byte[] content) in files) File.WriteAllBytes(_folder.PathOf(name), content);
    }

    private byte[] Damage(byte[] content, int round)
    {
        if (content.Length == 0) return [(byte)round];
        int at = _random.Next(content.Length);
        switch (round % 4)
        {
            case 0:
                return content[..at];
            case 1:
                for (int i = 0; i < 8; i++) content[_random.Next(content.Length)] ^= (byte)(1 << _random.Next(8));
                return content;
            case 2:
                content.AsSpan(at, Math.Min(4096, content.Length - at)).Clear();
                return content;
            default:
                content[_random.Next(Math.Min(100, content.Length))] ^= (byte)(1 << _random.Next(8));
                return content;
        }
    }

    public void Dispose() => _folder.Dispose();
}
