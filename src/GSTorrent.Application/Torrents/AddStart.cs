namespace GSTorrent.Application.Torrents;

/// <summary>How a new torrent begins.</summary>
/// <param name="ToTop">Before all others in the queue instead of behind them.</param>
/// <param name="IsComplete">Its content is taken for complete without being read.</param>
/// <param name="IsOnTrust">Only because somebody says so?</param>
internal readonly record struct AddStart(bool ToTop, bool IsComplete, bool IsOnTrust);
