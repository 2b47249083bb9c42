using CsCheck;
using GSTorrent.Application.Queueing;

namespace GSTorrent.Application.Tests.Queueing;

public sealed class QueueOrderingTests
{
    private static readonly QueueMove[] Kinds = [QueueMove.Top, QueueMove.Up, QueueMove.Down, QueueMove.Bottom];
    private static readonly int[] Five = [1, 2, 3, 4, 5];

    [Theory]
    [InlineData(QueueMove.Top, new[] { 4, 2 }, new[] { 2, 4, 1, 3, 5 })]
    [InlineData(QueueMove.Bottom, new[] { 4, 2 }, new[] { 1, 3, 5, 2, 4 })]
    [InlineData(QueueMove.Up, new[] { 4, 5 }, new[] { 1, 2, 4, 5, 3 })]
    [InlineData(QueueMove.Down, new[] { 1, 2 }, new[] { 3, 1, 2, 4, 5 })]
    [InlineData(QueueMove.Up, new[] { 1, 2, 4 }, new[] { 1, 2, 4, 3, 5 })]
    [InlineData(QueueMove.Down, new[] { 5, 4, 2 }, new[] { 1, 3, 2, 4, 5 })]
    [InlineData(QueueMove.Up, new[] { 9 }, new[] { 1, 2, 3, 4, 5 })]
    public void Torrents_go_where_they_are_told(QueueMove move, int[] chosen, int[] after) =>
        Assert.Equal(after, Apply(Five, QueueOrdering.Move(Orders(Five), chosen.ToHashSet(), move)));

    [Theory]
    [InlineData(5, 0, new[] { 5, 1, 2, 3, 4 })]
    [InlineData(1, 2, new[] { 2, 3, 1, 4, 5 })]
    [InlineData(3, 99, new[] { 1, 2, 4, 5, 3 })]
    [InlineData(2, -1, new[] { 2, 1, 3, 4, 5 })]
    public void A_torrent_goes_to_a_place(int number, int place, int[] after) =>
        Assert.Equal(after, Apply(Five, QueueOrdering.MoveTo(Orders(Five), number, place)));

    [Fact]
    public void An_end_changes_the_chosen_only()
    {
        var chosen = new HashSet<int> { 3 };
        Assert.Equal([3], QueueOrdering.Move(Orders(Five), chosen, QueueMove.Top).Select(it => it.Number));
    }

    [Fact]
    public void No_move_loses_a_torrent_or_gives_two_the_same_order() => Gen.Select(
        Gen.Int[1, 8].HashSet[0, 8], Gen.Int[0, 3].Array[1, 6]).Sample((chosen, moves) =>
    {
        (int Number, long Order)[] now = Orders([1, 2, 3, 4, 5, 6, 7, 8]);
        foreach (int move in moves)
        {
            var changed = QueueOrdering.Move(now, chosen, (QueueMove)move)
                .ToDictionary(it => it.Number, it => it.Order);
            now = [.. now.Select(it => (it.Number, changed.GetValueOrDefault(it.Number, it.Order)))
                .OrderBy(it => it.Item2)];
        }

        return now.Select(it => it.Order).Distinct().Count() == 8
            && now.Select(it => it.Number).Distinct().Count() == 8;
    });

    [Fact]
    public void Equal_orders_stop_no_move() => Gen.Select(
        Gen.Int[0, 3].Array[5], Gen.Int[1, 5], Gen.Int[0, 5]).Sample((orders, number, kind) =>
    {
        (int Number, long Order)[] now =
            [.. orders.Order().Select((order, i) => (i + 1, order * QueueOrdering.Step))];
        int[] others = [.. Five.Where(other => other != number)];
        int place = kind switch
        {
            0 => 0,
            1 => Math.Max(number - 2, 0),
            2 => Math.Min(number, 4),
            3 => 4,
            _ => kind - 3,
        };
        List<(int Number, long Order)> changed = kind > 3
            ? QueueOrdering.MoveTo(now, number, place)
            : QueueOrdering.Move(now, new HashSet<int> { number }, Kinds[kind]);
        var after = now.ToDictionary(it => it.Number, it => it.Order);
        foreach ((int moved, long order) in changed) after[moved] = order;
        return after.Values.Distinct().Count() == 5
            && after.OrderBy(it => it.Value).Select(it => it.Key)
                .SequenceEqual([.. others[..place], number, .. others[place..]]);
    });

    private static (int Number, long Order)[] Orders(int[] numbers) =>
        [.. numbers.Select((number, i) => (number, (long)i * QueueOrdering.Step))];

    private static int[] Apply(int[] numbers, List<(int Number, long Order)> changed)
    {
        var orders = Orders(numbers).ToDictionary(it => it.Number, it => it.Order);
        foreach ((int number, long order) in changed) orders[number] = order;
        return [.. orders.OrderBy(it => it.Value).Select(it => it.Key)];
    }
}
