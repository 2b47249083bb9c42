using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>Brings to a torrent's swarm what the user has chosen. Only the loop calls it.</summary>
internal static class SwarmChoices
{
    public static TorrentSwarm NewSwarm(TorrentLoop loop, EngineServices services, Random random) => new(
        new SwarmOptions
        {
            InfoHash = loop.InfoHash,
            ClientName = ClientIdentity.Name,
            ListenPort = services.PeerPort,
            UploadSlots = SlotsOf(loop),
        },
        new Random(random.Next()),
        new SwarmEffects(loop));

    /// <summary>The metainfo is known and the files are as they should be: pieces may be asked for.</summary>
    public static void Begin(TorrentLoop loop, Bitfield have, MonotonicTime now)
    {
        // First the choices, as peers that told the metainfo are asked for pieces at once.
        ApplyOrder(loop);
        loop.Swarm.SuperSeeding = loop.Options.SuperSeeding;
        Metainfo metainfo = loop.Metainfo!;
        loop.Swarm.SetGeometry(metainfo.Geometry, metainfo.InfoBytes, have, PrioritiesOf(loop, metainfo), now);
    }

    public static void ApplyPriorities(TorrentLoop loop, MonotonicTime now)
    {
        ApplyOrder(loop);
        loop.Swarm.SetPriorities(PrioritiesOf(loop, loop.Metainfo!), now);
    }

    public static void ApplyOrder(TorrentLoop loop)
    {
        TorrentOptions options = loop.Options;
        Bitfield? first = options.FirstLastFirst && loop.Metainfo is { } metainfo
            ? PiecePriorities.FirstAndLast(metainfo.Geometry, metainfo.Files, options.Priorities)
            : null;
        loop.Swarm.Order = new PieceOrder(options.Sequential, first);
    }

    /// <summary>Those of the torrent, or of the engine where the torrent has none.</summary>
    public static void ApplyPeerLimits(TorrentLoop loop, MonotonicTime now)
    {
        loop.Swarm.UploadSlots = SlotsOf(loop);
        loop.Peers.CloseSurplus(now);
    }

    /// <summary>
    /// So that a kill costs no more than a few pieces, however fast the line and however slow the disk.
    /// </summary>
    public static void MeterIntake(TorrentLoop loop, MonotonicTime now)
    {
        RecordingLag? lag = loop.TakesPeers ? loop.Content?.Lag : null;
        loop.Swarm.HoldRequests(lag is { IsHeld: true }, now);
        loop.Mailbox.Intake.Set(lag is { IsShut: true });
    }

    private static int SlotsOf(TorrentLoop loop) =>
        loop.Options.UploadSlots > 0 ? loop.Options.UploadSlots : loop.Settings.UploadSlotsPerTorrent;

    private static FilePriority[] PrioritiesOf(TorrentLoop loop, Metainfo metainfo) =>
        PiecePriorities.Of(metainfo.Geometry, metainfo.Files, loop.Options.Priorities);
}
