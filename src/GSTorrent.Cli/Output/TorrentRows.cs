using GSTorrent.Api.Contracts;

namespace GSTorrent.Cli.Output;

/// <summary>The torrents as they are after the events seen so far.</summary>
internal sealed class TorrentRows
{
    private readonly SortedDictionary<int, TorrentDto> _byId = [];

    /// <summary>All of them, by id.</summary>
    public IReadOnlyCollection<TorrentDto> All => _byId.Values;

    public void Apply(TorrentChanges next)
    {
        if (next.Full) _byId.Clear();
        foreach (TorrentDto torrent in next.Changed) _byId[torrent.Id] = torrent;
        foreach (int id in next.Removed) _byId.Remove(id);
    }
}
