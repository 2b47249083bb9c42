using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Queueing;

/// <summary>
/// The order of torrents as numbers with room between, so that taking one to an end changes that one only.
/// </summary>
internal static class QueueOrdering
{
    /// <summary>Room between two torrents in the order in which they were added.</summary>
    public const long Step = 1L << 20;

    /// <summary>The order of a torrent that was never moved follows its number.</summary>
    public static long OrderOf(TorrentRecord record) => record.Wishes.QueueOrder ?? record.Number * Step;

    /// <summary>The orders that change.</summary>
    /// <param name="inOrder">All torrents by their order.</param>
    /// <param name="chosen">Which are moved; they keep the order among themselves.</param>
    /// <param name="move">Where to.</param>
    public static List<(int Number, long Order)> Move(
        IReadOnlyList<(int Number, long Order)> inOrder, IReadOnlySet<int> chosen, QueueMove move)
    {
        if (inOrder.Count == 0) return [];
        return Among(inOrder, apart => move switch
        {
            QueueMove.Top => ToEnd(apart, chosen, apart[0].Order - (chosen.Count * Step)),
            QueueMove.Bottom => ToEnd(apart, chosen, apart[^1].Order + Step),
            QueueMove.Up => Shift(apart, chosen),
            _ => Shift([.. apart.AsEnumerable().Reverse()], chosen),
        });
    }

    /// <summary>The orders that change when a torrent goes to a place, counted from 0.</summary>
    public static List<(int Number, long Order)> MoveTo(
        IReadOnlyList<(int Number, long Order)> inOrder, int number, int place)
    {
        int[] numbers = [.. inOrder.Select(item => item.Number).Where(item => item != number)];
        if (numbers.Length == inOrder.Count) return [];
        int at = Math.Clamp(place, 0, numbers.Length);
        int[] wished = [.. numbers[..at], number, .. numbers[at..]];
        return Among(inOrder, apart => Permute(apart, wished));
    }

    // To swap equal orders would change nothing, for good: they are parted before.
    private static List<(int, long)> Among(
        IReadOnlyList<(int Number, long Order)> inOrder,
        Func<(int Number, long Order)[], IEnumerable<(int Number, long Order)>> move)
    {
        (int Number, long Order)[] apart = [.. inOrder];
        for (int i = 1; i < apart.Length; i++)
            apart[i].Order = Math.Max(apart[i].Order, apart[i - 1].Order + 1);
        var after = apart.ToDictionary(item => item.Number, item => item.Order);
        foreach ((int number, long order) in move(apart)) after[number] = order;
        return
        [
            .. inOrder.Where(item => after[item.Number] != item.Order)
                .Select(item => (item.Number, after[item.Number])),
        ];
    }

    private static IEnumerable<(int, long)> Permute(IReadOnlyList<(int Number, long Order)> inOrder, int[] wished) =>
        wished.Select((number, i) => (number, inOrder[i].Order));

    private static List<(int, long)> ToEnd(
        IReadOnlyList<(int Number, long Order)> inOrder, IReadOnlySet<int> chosen, long next)
    {
        var changed = new List<(int, long)>();
        foreach ((int number, long _) in inOrder)
        {
            if (!chosen.Contains(number)) continue;
            changed.Add((number, next));
            next += Step;
        }

        return changed;
    }

    // Each goes past its neighbour, unless that is moved too and has nowhere to go.
    private static IEnumerable<(int, long)> Shift(
        IReadOnlyList<(int Number, long Order)> inOrder, IReadOnlySet<int> chosen)
    {
        int[] numbers = [.. inOrder.Select(item => item.Number)];
        for (int i = 1; i < numbers.Length; i++)
        {
            if (chosen.Contains(numbers[i]) && !chosen.Contains(numbers[i - 1]))
                (numbers[i - 1], numbers[i]) = (numbers[i], numbers[i - 1]);
        }

        return Permute(inOrder, numbers);
    }
}
