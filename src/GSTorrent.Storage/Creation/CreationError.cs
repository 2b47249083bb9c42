namespace GSTorrent.Storage;

/// <summary>Why a torrent was not made.</summary>
/// <param name="IsInterrupted">Was it the caller who ended it?</param>
/// <param name="Message">What failed, during what and where.</param>
public sealed record CreationError(bool IsInterrupted, string Message)
{
    /// <summary>The caller's cancellation.</summary>
    public static CreationError Interrupted { get; } = new(IsInterrupted: true, "interrupted");

    /// <summary>Anything else.</summary>
    public static CreationError Failed(string message) => new(IsInterrupted: false, message);
}
