namespace GSTorrent.Application.Queueing;

/// <summary>
/// Which of the torrents that shall run may run now: as many as the limits allow, the first ones first.
/// </summary>
internal static class QueueDecision
{
    /// <param name="inOrder">By their place in the queue.</param>
    /// <param name="limits">How many.</param>
    /// <param name="mayRun">One answer for each.</param>
    public static void Decide(ReadOnlySpan<QueueCandidate> inOrder, QueueLimits limits, Span<bool> mayRun)
    {
        (int downloads, int seeds) = (0, 0);
        for (int i = 0; i < inOrder.Length; i++)
        {
            QueueCandidate candidate = inOrder[i];
            mayRun[i] = candidate.IsForced || candidate.IsExempt;
            if (mayRun[i]) continue;
            bool hasPlace = candidate.IsFinished ? IsFree(seeds, limits.Seeds) : IsFree(downloads, limits.Downloads);
            if (!hasPlace || !IsFree(downloads + seeds, limits.Active)) continue;
            mayRun[i] = true;
            if (candidate.IsFinished) seeds++;
            else downloads++;
        }
    }

    private static bool IsFree(int taken, int limit) => limit == 0 || taken < limit;
}
