using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>What holds for all torrents of a list. Immutable.</summary>
internal sealed record ViewSettings
{
    /// <summary>Wall clock.</summary>
    public required long NowUnixMs { get; init; }

    /// <summary>The settings as they are.</summary>
    public required SettingsSnapshot Settings { get; init; }

    /// <summary>May the caller see passkeys?</summary>
    public bool ShowsSecrets { get; init; }

    /// <summary>Places in the queue by number; null if nobody asks.</summary>
    public IReadOnlyDictionary<int, int>? QueuePositions { get; init; }

    /// <summary>When what seldom changes has changed.</summary>
    public required EditDates Edits { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long NowUnixS => NowUnixMs / 1000;
}
