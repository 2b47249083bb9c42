using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>What the calls of one request have changed, for the journal: a batch has several.</summary>
internal sealed class ChangeNotes
{
    private const int MaxNameLength = 100, MaxParts = 10;
    private readonly List<string> _parts = [];
    private readonly HashSet<InfoHash> _torrents = [];
    private int _count;
    private bool _isAdministrative;

    /// <summary>Takes note of a call that was carried out, if it changed something.</summary>
    public void Add(RpcMethod method, RpcCall call, RpcReply reply)
    {
        if (method.IsQuestion || call.Changed is { Count: 0 }) return;

        // With an error, what was changed before it is still a change.
        if (reply.Error is not null && call.Changed is null) return;
        _count++;
        _isAdministrative |= method.Role is AccessRole.Admin;
        if (_parts.Count < MaxParts) _parts.Add(PartOf(method, call.Changed));
        foreach (TorrentRow row in call.Changed ?? []) _torrents.Add(row.InfoHash);
    }

    /// <summary>All of it in one sentence; null: nothing was changed.</summary>
    public AuditNote? Sum()
    {
        if (_count == 0) return null;
        string more = _count > _parts.Count ? $" and {_count - _parts.Count} more calls" : "";
        return new AuditNote(
            string.Join(", ", _parts) + more, InfoHash: _torrents.Count == 1 ? _torrents.Single() : null)
        {
            IsAdministrative = _isAdministrative,
        };
    }

    private static string PartOf(RpcMethod method, IReadOnlyList<TorrentRow>? changed) => changed switch
    {
        null => method.Name.Legacy,
        [var only] => $"{method.Name.Legacy} of {Excerpt.Of(only.Name, MaxNameLength)}",
        _ => $"{method.Name.Legacy} of {changed.Count} torrents",
    };
}
