using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>How an announce ended: with an answer or with an error.</summary>
internal readonly record struct AnnounceResult(AnnounceResponse? Response, TrackerError? Error);
