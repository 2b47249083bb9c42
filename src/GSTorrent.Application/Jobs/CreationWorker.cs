using GSTorrent.Application.Disks;
using GSTorrent.Application.Torrents;
using GSTorrent.Storage;

namespace GSTorrent.Application.Jobs;

/// <summary>Makes one torrent on a thread of its own.</summary>
/// <param name="stateRoot">Directory for .torrent files that nobody wants to have in a place.</param>
/// <param name="places">What may be looked at.</param>
/// <param name="torrents">Takes what shall be seeded.</param>
internal sealed class CreationWorker(string stateRoot, DirectoryView places, TorrentService torrents)
{
    private const int MaxTorrentFileBytes = 64 << 20;

    public async Task<Result<CreatedFile>> MakeAsync(CreationEntry entry)
    {
        CreationOrder order = entry.Job.Order;
        Result<CreatedFile> result = await OnThreadAsync(entry);
        if (!order.StartsSeeding || !result.TryGet(out CreatedFile? made, out _)) return result;
        Result<AddedTorrent> added = await torrents.AddAsync(
            new AddTorrentCommand
            {
                TorrentFile = made.TorrentFile,
                Destination = Path.GetDirectoryName(order.ContentPath),
                IsComplete = true,
                IsRead = true,
            },
            CancellationToken.None);
        return added.Error is { } error ? error : result;
    }

    // Scanning and writing wait for disks, so no thread of the pool does that.
    private Task<Result<CreatedFile>> OnThreadAsync(CreationEntry entry)
    {
        var answer = new TaskCompletionSource<Result<CreatedFile>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                answer.SetResult(Make(entry));
            }
            catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
            {
                answer.SetResult(new AppError("creation-failed", denied.Message));
            }
        })
        {
            IsBackground = true,
            Name = "creation job",
        };
        thread.Start();
        return answer.Task;
    }

    private Result<CreatedFile> Make(CreationEntry entry)
    {
        CreationOrder order = entry.Job.Order;
        string path = order.OutputPath ?? Path.Combine(stateRoot, $"created-{entry.Job.Id}.torrent");
        AppError? link = places.CheckLinks(order.ContentPath);
        if (order.OutputPath is not null) link ??= places.CheckLinks(path);
        if (link is not null) return link;
        if (File.Exists(path)) return new AppError("creation-failed", $"{path} exists already.");
        var creator = new TorrentCreator(RequestOf(order, path), static _ => { });
        CreationResult result = creator.RunAsync(
            hashing =>
            {
                entry.Follow(hashing);
                return Task.CompletedTask;
            },
            entry.Cancellation).GetAwaiter().GetResult();
        if (result.Made is not { } made) return new AppError("creation-failed", result.Error!.Message);
        return Take(path, made, isKept: order.OutputPath is not null);
    }

    private static Result<CreatedFile> Take(string path, CreatedTorrent made, bool isKept)
    {
        var file = new FileInfo(path);
        if (file.Length > MaxTorrentFileBytes)
            return new AppError("creation-failed", $"{path} is larger than {MaxTorrentFileBytes} bytes.");
        byte[] bytes = File.ReadAllBytes(path);
        if (!isKept) file.Delete();
        return new CreatedFile(bytes, made.PieceLength);
    }

    private CreationRequest RequestOf(CreationOrder order, string path) => new()
    {
        ContentPath = order.ContentPath,
        OutputPath = path,
        DefaultFolder = stateRoot,
        Version = order.Version,
        TrackerTiers = [.. order.Trackers.Select(url => new[] { url })],
        WebSeeds = order.WebSeeds,
        IsPrivate = order.IsPrivate,
        Comment = order.Comment.Length > 0 ? order.Comment : null,
        Source = order.Source.Length > 0 ? order.Source : null,
        PieceLength = order.PieceLength,
    };
}
