using System.Net;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>What is fixed for the life of an engine.</summary>
public sealed record EngineOptions
{
    /// <summary>TCP port for peers; 0 picks one.</summary>
    public int PeerPort { get; init; } = 51413;

    /// <summary>Local addresses to listen on for peers; empty is all, IPv4 and IPv6.</summary>
    public IReadOnlyList<IPAddress> ListenAddresses { get; init; } = [];

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The source of all chance; equal seeds give equal choices.</summary>
    public required int Seed { get; init; }

    /// <summary>The first settings.</summary>
    public EngineSettings Settings { get; init; } = new();

    /// <summary>
    /// Asked when the files of a torrent are first used, after a trouble, and before a recheck or a move: the path of a
    /// destination, and which directory it really is, without links. Null is allowed, else it tells why content must
    /// not lie there, and the torrent stops. Called on threads that may wait. Without it any destination is good.
    /// </summary>
    public Func<string, string, string?>? ConfirmDestination { get; init; }

    /// <summary>Reads the table of mounts.</summary>
    internal Func<MountTable> Mounts { get; init; } = MountTable.Read;

    /// <summary>Who is told of changes; its methods must return at once.</summary>
    public required ITorrentObserver Observer { get; init; }
}
