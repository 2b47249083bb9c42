namespace GSTorrent.Application.Persistence;

/// <summary>What happens to a torrent that has been seeded enough.</summary>
public enum ShareAction
{
    /// <summary>It is stopped.</summary>
    Stop,

    /// <summary>It is removed; its content stays.</summary>
    Remove,

    /// <summary>It is removed and its content deleted.</summary>
    RemoveWithData,

    /// <summary>It goes on as a super-seed (BEP 16).</summary>
    SuperSeed,
}

/// <summary>
/// When seeding a torrent has been enough: as soon as one limit is reached. Null takes the value of the settings, -1
/// is no limit. Immutable.
/// </summary>
public sealed record ShareLimits
{
    /// <summary>All as the settings say.</summary>
    public static ShareLimits AsSettings { get; } = new();

    /// <summary>Uploaded over downloaded.</summary>
    public double? Ratio { get; init; }

    /// <summary>Seconds of seeding.</summary>
    public long? SeedingTimeS { get; init; }

    /// <summary>Seconds of seeding without a byte sent.</summary>
    public long? IdleTimeS { get; init; }

    /// <summary>What happens then; null: what the settings say.</summary>
    public ShareAction? Action { get; init; }
}
