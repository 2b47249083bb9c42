namespace GSTorrent.Trackers;

/// <summary>How it stands with a tracker.</summary>
public enum TrackerStatus
{
    /// <summary>It was not asked yet, or another one of its tier works.</summary>
    NotContacted,

    /// <summary>An announce is under way.</summary>
    Announcing,

    /// <summary>The last announce succeeded.</summary>
    Working,

    /// <summary>The last announce failed; it will be tried again.</summary>
    Failing,

    /// <summary>It does not want to be asked again (BEP 31).</summary>
    Refused,
}
