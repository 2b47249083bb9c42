namespace GSTorrent.Application.Queueing;

/// <summary>A torrent that shall run, as the queue sees it.</summary>
/// <param name="IsForced">It runs whatever the limits say, and takes no place.</param>
/// <param name="IsFinished">It has all that is wanted: it takes a place among the seeds.</param>
/// <param name="IsExempt">It runs but moves next to nothing, or has failed: it goes on and takes no place.</param>
internal readonly record struct QueueCandidate(bool IsForced, bool IsFinished, bool IsExempt);
