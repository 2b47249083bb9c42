using System.Net;
using GSTorrent.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Libtorrent;
using GSTorrent.Peers.Running;

namespace GSTorrent.LoadLab.Answers;

/// <summary>What keeps the disks of a program busy while it is asked.</summary>
/// <param name="Peer">The program.</param>
/// <param name="Large">One that it may get, whose content lies in <paramref name="Original"/>.</param>
/// <param name="Original">Where the content of the large one lies.</param>
/// <param name="Folder">For whatever a load needs; another one each time.</param>
internal sealed record Load(RealPeer Peer, TorrentFile Large, string Original, TemporaryFolder Folder)
{
    private const int SmallDiskMiB = 32;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the load is on.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Nothing happens.</summary>
    public Task RestAsync(CancellationToken stop)
    {
        _ready.SetResult();
        return Task.Delay(Timeout.Infinite, stop);
    }

    /// <summary>Every torrent is checked again and again.</summary>
    public async Task RecheckAllAsync(Face face, CancellationToken stop)
    {
        while (true)
        {
            await face.RecheckAllAsync(stop);
            _ready.TrySetResult();
            do await Task.Delay(1000, stop);
            while (await face.IsCheckingAsync(stop));
        }
    }

    /// <summary>The large torrent goes to another file system and back.</summary>
    public async Task MoveAsync(Face face, string elsewhere, CancellationToken stop)
    {
        string here = Folder.Sub("here");
        File.Copy(Path.Combine(Original, Large.Name), Path.Combine(here, Large.Name));
        await Peer.SeedAsync(Large, here, stop);
        _ready.SetResult();
        for (string from = here, to = elsewhere; ; (from, to) = (to, from))
        {
            await Poll.UntilAsync(token => TakesMoveAsync(face, to, token), $"{Peer.Name} moves", 120_000, stop);
            await Poll.UntilAsync(
                _ => Task.FromResult(!File.Exists(Path.Combine(from, Large.Name))),
                $"{Peer.Name} has moved the content", 120_000, stop);
        }
    }

    // The move before may not have ended, although the file has left.
    private async Task<bool> TakesMoveAsync(Face face, string folder, CancellationToken stop)
    {
        try
        {
            await face.MoveAsync(Large.InfoHash, folder, stop);
            return true;
        }
        catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    /// <summary>The large torrent comes to a disk that is too small for it.</summary>
    public async Task FillAsync(CancellationToken stop)
    {
        await using MountedDisk disk = await MountedDisk.SmallAsync(Folder.Sub("small disk"), SmallDiskMiB, stop);
        await DownloadAsync(disk.Path, () => Task.Delay(Timeout.Infinite, stop), stop);
    }

    /// <summary>The large torrent comes to a disk that hangs after a second.</summary>
    public async Task HangAsync(CancellationToken stop)
    {
        int roomMiB = (int)(new FileInfo(Path.Combine(Original, Large.Name)).Length >> 20) + 64;
        await using MountedDisk disk = await MountedDisk.OfFileAsync(Folder.Sub("disk that hangs"), roomMiB, stop);
        await DownloadAsync(
            disk.Path,
            async () =>
            {
                await Task.Delay(1000, stop);
                await disk.FreezeAsync(stop);
                try
                {
                    await Task.Delay(Timeout.Infinite, stop);
                }
                finally
                {
                    await disk.ThawAsync();
                }
            },
            stop);
    }

    private async Task DownloadAsync(string folder, Func<Task> meanwhile, CancellationToken stop)
    {
        await using var seeder = new LibtorrentPeer();
        await seeder.StartAsync(stop);
        await seeder.SeedAsync(Large, Original, stop);
        await Peer.AddAsync(Large, folder, stop);
        await seeder.TryDialAsync(Large, Peer.EndPoint, stop);
        _ready.SetResult();
        await meanwhile();
    }
}
