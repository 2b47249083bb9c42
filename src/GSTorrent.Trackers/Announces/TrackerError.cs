namespace GSTorrent.Trackers;

/// <summary>Why an announce or scrape failed.</summary>
/// <param name="Message">
/// For people; text from the tracker is cut and cleaned. It never holds the URL that was asked.
/// </param>
/// <param name="RetryInSeconds">
/// When the tracker wants to be asked again (BEP 31), from 60 to a day; null: as usual; <see cref="Never"/>: not again.
/// </param>
public sealed record TrackerError(string Message, int? RetryInSeconds = null)
{
    /// <summary>The tracker never wants to be asked again for this torrent.</summary>
    public const int Never = -1;

    /// <summary>No answer in time.</summary>
    public static TrackerError Timeout { get; } = new("the tracker did not answer in time");

    /// <summary>An HTTP answer other than 200 whose body says nothing.</summary>
    public static TrackerError HttpStatus(int statusCode) => new($"the tracker answered with HTTP status {statusCode}");
}
