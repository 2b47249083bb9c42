using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>A connected peer of one torrent; only the torrent's loop touches it.</summary>
public sealed class Peer
{
    private static readonly ExtendedHandshake ToldNothing = new();

    // Fields, as both are mutable structs.
    internal RateMeter Downloaded;
    internal RateMeter Uploaded;

    /// <param name="id">From its handshake.</param>
    /// <param name="reserved">From its handshake.</param>
    /// <param name="isIncoming">Did it dial us?</param>
    /// <param name="connection">Whatever the caller keeps for it; the state machine never looks inside.</param>
    public Peer(PeerId id, ReservedBits reserved, bool isIncoming, object? connection)
    {
        Id = id;
        Reserved = reserved;
        IsIncoming = isIncoming;
        Connection = connection;
    }

    /// <summary>Its id, from the handshake (BEP 3).</summary>
    public PeerId Id { get; }

    /// <summary>What it can do, from the handshake.</summary>
    public ReservedBits Reserved { get; }

    /// <summary>Did it connect to us?</summary>
    public bool IsIncoming { get; }

    /// <summary>What the caller keeps for the peer.</summary>
    public object? Connection { get; }

    /// <summary>Are we still connected? Buffers and events of one that is gone are dropped.</summary>
    public bool IsConnected { get; internal set; }

    /// <summary>We have ended the connection; what still comes is ignored.</summary>
    internal bool IsLeaving { get; set; }

    internal bool IsBanned { get; set; }

    /// <summary>What the peer has; empty until the metainfo is known (see <see cref="EarlyPieces"/>).</summary>
    public Bitfield Pieces { get; internal set; } = new(0);

    /// <summary>We do not answer its requests.</summary>
    public bool AmChoking { get; internal set; } = true;

    /// <summary>It has pieces that we want.</summary>
    public bool AmInterested { get; internal set; }

    /// <summary>It does not answer our requests.</summary>
    public bool PeerChoking { get; internal set; } = true;

    /// <summary>It wants pieces of ours.</summary>
    public bool PeerInterested { get; internal set; }

    /// <summary>It has let our requests wait for too long.</summary>
    public bool IsSnubbed { get; internal set; }

    /// <summary>It says that it wants to download nothing (BEP 21).</summary>
    public bool IsUploadOnly => Told.UploadOnly ?? false;

    /// <summary>What it calls itself in the extended handshake.</summary>
    public string ClientName => Told.ClientName ?? "";

    /// <summary>Its address as we see it, 4 or 16 bytes, to be told to it (BEP 10); null if it has none.</summary>
    public byte[]? Address { get; init; }

    /// <summary>Our address as it says to see it (BEP 10), 4 or 16 bytes; null if it said nothing.</summary>
    public byte[]? YourIp => Told.YourIp;

    /// <summary>The port it listens on, if it said so.</summary>
    public int? ListenPort => Told.ListenPort;

    /// <summary>The ids under which it takes extension messages; 0 where it does not (BEP 10).</summary>
    public byte MetadataId => Told.UtMetadata ?? 0;

    /// <inheritdoc cref="MetadataId"/>
    public byte DontHaveId => Told.LtDontHave ?? 0;

    /// <summary>Bytes of metainfo that it claims; 0 if it claims none.</summary>
    public int MetadataSize => Told.MetadataSize ?? 0;

    /// <summary>What we asked for and have not got.</summary>
    public RequestPipeline Requests { get; } = new();

    /// <summary>What it asked for and has not got.</summary>
    public UploadQueue Uploads { get; } = new();

    /// <summary>Payload bytes from the peer.</summary>
    public long DownloadedBytes => Downloaded.Total;

    /// <summary>Payload bytes to the peer.</summary>
    public long UploadedBytes => Uploaded.Total;

    /// <summary>Payload bytes a second from the peer.</summary>
    public long DownloadRate(MonotonicTime now) => Downloaded.BytesPerSecond(now);

    /// <summary>Payload bytes a second to the peer.</summary>
    public long UploadRate(MonotonicTime now) => Uploaded.BytesPerSecond(now);

    /// <summary>We answer its requests by chance, not as it has earned it.</summary>
    public bool IsOptimistic => IsChosenByChance && !AmChoking;

    /// <summary>All that its extended handshakes have told, the later ones over the earlier (BEP 10).</summary>
    internal ExtendedHandshake Told { get; set; } = ToldNothing;

    internal bool IsCountedAsSeed { get; set; }

    /// <summary>Pieces of its that we want and have not.</summary>
    internal int UsefulPieces { get; set; }

    internal OpenPiece? Filling { get; set; }

    /// <summary>The pieces that it is told of one by one; null if it was told all of ours (BEP 16).</summary>
    internal PieceOffers? Offers { get; set; }

    internal bool IsChosenByChance { get; set; }

    /// <summary>
    /// It has refused a request although it does not choke us: nothing more is asked for in this second.
    /// </summary>
    internal bool HasRefused { get; set; }

    /// <summary>What it told before we knew the number of pieces.</summary>
    internal EarlyPieces? Early { get; set; }

    /// <summary>What it may ask for although we choke it.</summary>
    internal FastGrants? FastGrants { get; set; }

    /// <summary>What we may ask it for although it chokes us.</summary>
    internal FastOffers? FastOffers { get; set; }

    internal MonotonicTime ConnectedAt { get; set; }

    internal MonotonicTime UnchokedAt { get; set; } = MonotonicTime.Never;

    /// <summary>Since when it has waited for an unchoke.</summary>
    internal MonotonicTime ChokedAt { get; set; } = MonotonicTime.Never;

    /// <summary>Payload received since the last choking round.</summary>
    internal long RoundDownloaded { get; set; }

    /// <summary>Payload sent since it was unchoked.</summary>
    internal long TurnUploaded { get; set; }

    /// <summary>Payload that nobody had asked for.</summary>
    internal long UnrequestedBytes { get; set; }

    internal bool SpeaksFast => Reserved.HasFlag(ReservedBits.Fast);

    internal bool SpeaksExtensions => Reserved.HasFlag(ReservedBits.ExtensionProtocol);

    /// <summary>Has it every piece?</summary>
    public bool IsSeed => Pieces.Length > 0 && Pieces.IsAll;
}
