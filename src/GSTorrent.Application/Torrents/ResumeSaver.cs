using GSTorrent.Application.Persistence;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Stores resume data behind the torrents' backs: of each torrent the newest only, and that one for certain. What the
/// state cannot take now is tried again.
/// </summary>
internal sealed class ResumeSaver(StateDatabase database, TimeProvider clock)
{
    private const int MaxBatch = 500;
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private readonly Dictionary<InfoHash, (ResumeRecord Resume, Action Recorded)> _newest = [];
    private Task _storing = Task.CompletedTask;
    private bool _isEnding;

    /// <summary>Never waits.</summary>
    /// <param name="resume">Replaces what waits of the same torrent.</param>
    /// <param name="recorded">Called when this, or something later, is stored.</param>
    public void Save(ResumeRecord resume, Action recorded)
    {
        lock (_gate)
        {
            _newest[resume.InfoHash] = (resume, recorded);
            if (_storing.IsCompleted) _storing = StoreAsync();
        }
    }

    /// <summary>The torrent is gone: what waits of it is forgotten.</summary>
    public void Forget(InfoHash infoHash)
    {
        lock (_gate) _newest.Remove(infoHash);
    }

    /// <summary>Ends when all is stored, or was refused a last time. For the end of the program.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            _isEnding = true;
            return _storing;
        }
    }

    private async Task StoreAsync()
    {
        while (true)
        {
            await Task.Yield();
            List<(ResumeRecord Resume, Action Recorded)> batch;
            lock (_gate)
            {
                if (_newest.Count == 0)
                {
                    _storing = Task.CompletedTask;
                    return;
                }

                batch = [.. _newest.Values.Take(MaxBatch)];
                foreach ((ResumeRecord resume, Action _) in batch) _newest.Remove(resume.InfoHash);
            }

            AppError?[] errors = await Task.WhenAll(
                batch.Select(item => database.CommitAsync(StateChanges.SaveResume(item.Resume))));
            for (int i = 0; i < batch.Count; i++)
                if (errors[i] is null) batch[i].Recorded();
            if (Array.TrueForAll(errors, error => error is null)) continue;
            if (!TakeBack(batch, errors)) return;
            await Task.Delay(RetryPause, clock);
        }
    }

    private bool TakeBack(List<(ResumeRecord Resume, Action Recorded)> batch, AppError?[] errors)
    {
        lock (_gate)
        {
            if (_isEnding)
            {
                _storing = Task.CompletedTask;
                return false;
            }

            for (int i = 0; i < batch.Count; i++)
                if (errors[i] is not null) _newest.TryAdd(batch[i].Resume.InfoHash, batch[i]);
            return true;
        }
    }
}
