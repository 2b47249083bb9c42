using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>Collects what changed of torrents, compared with what a client has.</summary>
internal sealed class TorrentSteps(MaindataState state, ListFrame now, MaindataAnswer answer)
{
    /// <summary>What the client has after the answer, as far as it is otherwise; null: the torrent is gone.</summary>
    public Dictionary<int, SentTorrent?> Changes { get; } = [];

    /// <summary>A torrent is gone, or is none of the client's business any more.</summary>
    public void Remove(int number)
    {
        if (!state.Torrents.TryGetValue(number, out SentTorrent sent)) return;
        Changes[number] = null;

        // Clients know torrents by their hash and take removals last: one that was added anew is not gone.
        InfoHash gone = sent.Row.InfoHash;
        if (!answer.Torrents.Exists(step => step.Now.Row.InfoHash == gone)) answer.RemovedTorrents.Add(gone);
    }

    /// <summary>A torrent is new or may look otherwise.</summary>
    public void Show(TorrentRow row)
    {
        var shown = new ShownTorrent(row, now);
        Changes[row.Number] = new SentTorrent(row, now.NowUnixMs);
        if (!state.Torrents.TryGetValue(row.Number, out SentTorrent sent))
        {
            answer.Torrents.Add(new TorrentStep(null, shown));
            answer.RemovedTorrents.Remove(row.InfoHash);
            return;
        }

        ShownTorrent before = state.Shown(sent);
        if (!TorrentFields.Table.AreEqual(in before, in shown)) answer.Torrents.Add(new TorrentStep(before, shown));
    }

    /// <summary>Settings changed that show in every torrent.</summary>
    public void ShowAll()
    {
        foreach ((int number, SentTorrent sent) in state.Torrents)
            if (!Changes.ContainsKey(number)) Show(sent.Row);
    }

    /// <summary>The queue changed, and so the places of torrents that themselves did not.</summary>
    public void ShowPlaces()
    {
        foreach ((int number, SentTorrent sent) in state.Torrents)
        {
            if (Changes.ContainsKey(number)) continue;
            var shown = new ShownTorrent(sent.Row, now);
            ShownTorrent before = state.Shown(sent);
            if (TorrentFields.Place.Differs(in before, in shown)) answer.Places.Add(shown);
        }
    }
}
