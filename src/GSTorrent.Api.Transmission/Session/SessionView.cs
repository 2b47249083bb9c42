using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>What the values of session keys are made from. Immutable.</summary>
internal sealed record SessionView
{
    public required GstHost Host { get; init; }

    /// <summary>Those that the caller may read.</summary>
    public required SettingsSnapshot Settings { get; init; }

    /// <summary>Does the caller see all torrents, and so the machine too?</summary>
    public bool SeesMachine { get; init; }

    public required Dialect Dialect { get; init; }

    /// <summary>Of this run.</summary>
    public required string SessionId { get; init; }

    /// <summary>Bytes for downloads; -1: not asked for, or unknown.</summary>
    public long FreeBytes { get; init; } = -1;
}
