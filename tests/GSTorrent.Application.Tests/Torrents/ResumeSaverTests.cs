using GSTorrent.Application.Persistence;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

public sealed class ResumeSaverTests
{
    [Fact]
    public async Task The_newest_of_each_torrent_is_stored()
    {
        using var folder = new StateFolder();
        folder.Open();
        for (int i = 1; i <= 3; i++)
            await folder.CommitAsync(StateChanges.AddTorrent(Samples.Torrent(i), Samples.Metainfo(i)));
        var saver = new ResumeSaver(folder.Database, folder.Clock);
        int newestRecorded = 0;
        for (int round = 0; round < 1000; round++)
        {
            bool isNewest = round == 999;
            for (int i = 1; i <= 3; i++)
                saver.Save(Samples.Resume(i) with { Uploaded = round }, () => newestRecorded += isNewest ? 1 : 0);
        }

        await saver.FlushAsync();
        Assert.Equal(3, newestRecorded);
        LoadedState state = folder.Reopen();
        Assert.Equal([999, 999, 999], state.Torrents.Select(row => row.Resume!.Uploaded));
    }

    [Fact]
    public async Task What_was_forgotten_does_not_come_back()
    {
        using var folder = new StateFolder();
        folder.Open();
        await folder.CommitAsync(StateChanges.AddTorrent(Samples.Torrent(1), Samples.Metainfo(1)));
        var saver = new ResumeSaver(folder.Database, folder.Clock);
        saver.Save(Samples.Resume(1), static () => { });
        await saver.FlushAsync();
        await folder.CommitAsync(StateChanges.RemoveTorrent(Samples.Hash(1)));
        saver.Save(Samples.Resume(1), static () => { });
        saver.Forget(Samples.Hash(1));
        await saver.FlushAsync();
        Assert.Empty(folder.Reopen().Torrents);
    }
}
