namespace GSTorrent.Engine;

/// <summary>How it stands with scrapes of a tracker (BEP 48).</summary>
public enum ScrapeState
{
    /// <summary>It was never scraped: it tells its numbers with announces, or cannot be scraped.</summary>
    None,

    /// <summary>A scrape is under way.</summary>
    Scraping,

    /// <summary>The last one was answered.</summary>
    Succeeded,

    /// <summary>The last one failed.</summary>
    Failed,
}
