using CsCheck;

namespace GSTorrent.Engine.Tests.Runtime;

public sealed class CheckTurnsTests
{
    private readonly object _volume = new();
    private readonly List<int> _begun = [];

    [Fact]
    public void One_at_once_in_order_and_volumes_do_not_wait_for_each_other()
    {
        var turns = new CheckTurns();
        CheckTurns.Turn first = Enter(turns, 1);
        CheckTurns.Turn second = Enter(turns, 2);
        Enter(turns, 3);
        turns.Enter(new object(), () => _begun.Add(9));
        Assert.Equal([1, 9], _begun);
        turns.Leave(first);
        Assert.Equal([1, 9, 2], _begun);
        turns.Leave(first);
        Assert.Equal([1, 9, 2], _begun);
        turns.Leave(second);
        Assert.Equal([1, 9, 2, 3], _begun);
    }

    [Fact]
    public void One_that_does_not_want_to_wait_any_longer_is_passed_over()
    {
        var turns = new CheckTurns();
        CheckTurns.Turn first = Enter(turns, 1);
        CheckTurns.Turn second = Enter(turns, 2);
        Enter(turns, 3);
        turns.Leave(second);
        Assert.Equal([1], _begun);
        turns.Leave(first);
        Assert.Equal([1, 3], _begun);
    }

    [Fact]
    public void A_higher_limit_lets_more_begin_and_a_lower_one_ends_none()
    {
        var turns = new CheckTurns();
        CheckTurns.Turn[] all = [.. Enumerable.Range(1, 5).Select(number => Enter(turns, number))];
        turns.Limit = 3;
        Assert.Equal([1, 2, 3], _begun);
        turns.Limit = 0;
        Assert.Equal(1, turns.Limit);
        turns.Leave(all[0]);
        turns.Leave(all[1]);
        Assert.Equal([1, 2, 3], _begun);
        turns.Leave(all[2]);
        Assert.Equal([1, 2, 3, 4], _begun);
    }

    [Fact]
    public void Only_so_many_begin_between_two_beats()
    {
        var turns = new CheckTurns();
        var all = new Queue<CheckTurns.Turn>(Enumerable.Range(0, 200).Select(number => Enter(turns, number)));
        void LeaveAllBegun()
        {
            for (int left = 0; left < _begun.Count; left++)
                if (all.Count > 0 && 200 - all.Count < _begun.Count) turns.Leave(all.Dequeue());
        }

        LeaveAllBegun();
        int first = _begun.Count;
        Assert.InRange(first, 1, 100);
        LeaveAllBegun();
        Assert.Equal(first, _begun.Count);
        for (int beat = 2; beat <= 4; beat++)
        {
            turns.Beat();
            LeaveAllBegun();
            Assert.Equal(Math.Min(200, beat * first), _begun.Count);
        }
    }

    [Fact]
    public void Whatever_happens_there_are_never_too_many_nor_fewer_than_could_be() =>
        Gen.Int[0, 9].Array[1, 60].Sample(steps =>
        {
            var turns = new CheckTurns { Limit = 2 };
            var here = new List<CheckTurns.Turn>();
            var begun = new HashSet<int>();
            var numbers = new Dictionary<CheckTurns.Turn, int>();
            for (int step = 0; step < steps.Length; step++)
            {
                int number = step;
                if (steps[step] < 5 || here.Count == 0)
                {
                    CheckTurns.Turn turn = turns.Enter(_volume, () => Assert.True(begun.Add(number)));
                    here.Add(turn);
                    numbers.Add(turn, number);
                }
                else
                {
                    CheckTurns.Turn turn = here[steps[step] % here.Count];
                    here.Remove(turn);
                    turns.Leave(turn);
                }

                turns.Beat();
                Assert.Equal(Math.Min(2, here.Count), here.Count(turn => begun.Contains(numbers[turn])));
            }
        });

    private CheckTurns.Turn Enter(CheckTurns turns, int number) => turns.Enter(_volume, () => _begun.Add(number));
}
