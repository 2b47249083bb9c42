using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>
/// What a client of sync/maindata has seen: what it is known to have, and what the last answer added to that. As the
/// answer may be lost, the client decides by its next number from which of both it goes on. Rows are shared with the
/// read model, so this holds references only. One request at a time uses it, under its own lock.
/// </summary>
internal sealed class MaindataState : ISyncState
{
    private readonly Lazy<Dictionary<int, SentTorrent>> _accepted;
    private Dictionary<int, SentTorrent?> _added = [];
    private Picture _sent;

    /// <summary>A client that got everything.</summary>
    public MaindataState(Picture picture, IEnumerable<TorrentRow> rows)
    {
        Accepted = _sent = picture;

        // Many ask once and never come back.
        _accepted = new(() => rows.ToDictionary(
            row => row.Number, row => new SentTorrent(row, picture.Frame.NowUnixMs)));
    }

    public Lock Gate { get; } = new();

    /// <summary>What the client is known to have.</summary>
    public Picture Accepted { get; private set; }

    public int AcceptedId => Accepted.Id;

    public int SentId => _sent.Id;

    /// <summary>The torrents that the client is known to have.</summary>
    public IReadOnlyDictionary<int, SentTorrent> Torrents => _accepted.Value;

    /// <summary>A client that names the last answer has it; one that names the one before has lost the last.</summary>
    public void Accept(long id)
    {
        if (id == SentId && SentId != AcceptedId)
        {
            foreach ((int number, SentTorrent? sent) in _added)
            {
                if (sent is { } torrent) _accepted.Value[number] = torrent;
                else _accepted.Value.Remove(number);
            }

            Accepted = _sent;
        }

        _added = [];
    }

    /// <summary>An answer goes out.</summary>
    /// <param name="picture">All but the torrents.</param>
    /// <param name="changes">New and changed torrents, and null for those that are gone.</param>
    public void Send(Picture picture, Dictionary<int, SentTorrent?> changes)
    {
        _sent = picture;
        _added = changes;
    }

    /// <summary>A torrent as the client has it, for comparison.</summary>
    public ShownTorrent Shown(SentTorrent sent) =>
        new(sent.Row, Accepted.Frame with { NowUnixMs = sent.AtUnixMs });
}
