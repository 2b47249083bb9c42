namespace GSTorrent.Application.Access;

/// <summary>May a caller have one more?</summary>
public enum CallerAdmission
{
    /// <summary>It counts.</summary>
    Granted,

    /// <summary>The caller has as many as one may have.</summary>
    CallerIsFull,

    /// <summary>All callers together have as many as there is room for.</summary>
    AllAreFull,
}
