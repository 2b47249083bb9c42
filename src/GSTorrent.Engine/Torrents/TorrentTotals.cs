using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>Payload of a torrent over all runs: each run has a swarm of its own that begins at zero.</summary>
internal sealed class TorrentTotals(ResumeData? resume)
{
    private long _downloadedBefore = resume?.Downloaded ?? 0;
    private long _uploadedBefore = resume?.Uploaded ?? 0;
    private long _corruptBefore = resume?.CorruptBytes ?? 0;

    public long Downloaded(TorrentSwarm swarm) => _downloadedBefore + swarm.DownloadedBytes;

    public long Uploaded(TorrentSwarm swarm) => _uploadedBefore + swarm.UploadedBytes;

    public long Corrupt(TorrentSwarm swarm) => _corruptBefore + swarm.CorruptBytes;

    /// <summary>The swarm is replaced by a new one.</summary>
    public void Add(TorrentSwarm swarm)
    {
        _downloadedBefore += swarm.DownloadedBytes;
        _uploadedBefore += swarm.UploadedBytes;
        _corruptBefore += swarm.CorruptBytes;
    }
}
