using CsCheck;

namespace GSTorrent.Swarm.Tests.Picking;

public sealed class RarityIndexTests
{
    private const int Pieces = 12;

    [Fact]
    public void It_agrees_with_a_sorted_list_after_any_changes() =>
        Gen.Select(Gen.Int, Gen.Select(Gen.Int[0, Pieces - 1], Gen.Int[0, 3], Gen.Int[0, 60]).Array[0, 200])
            .Sample((seed, steps) =>
            {
                var index = new RarityIndex(Pieces, new Random(seed));
                var model = new Dictionary<int, (PiecePriority Priority, int Availability)>();
                foreach ((int piece, int action, int number) in steps)
                {
                    Apply(index, model, piece, action, number);
                    Check(index, model);
                }
            });

    [Fact]
    public void Pieces_of_the_same_rarity_come_in_an_order_of_chance()
    {
        var firsts = new int[Pieces];
        for (int seed = 0; seed < 1200; seed++)
        {
            var index = new RarityIndex(Pieces, new Random(seed));
            for (int piece = 0; piece < Pieces; piece++) index.Insert(piece, PiecePriority.Normal, 0);
            firsts[index[0]]++;
        }

        Assert.All(firsts, count => Assert.InRange(count, 50, 170));
    }

    [Fact]
    public void Priority_goes_before_rarity()
    {
        var index = new RarityIndex(3, new Random(1));
        index.Insert(0, PiecePriority.Low, 0);
        index.Insert(1, PiecePriority.High, 9);
        index.Insert(2, PiecePriority.Normal, 1);
        Assert.Equal([1, 2, 0], [index[0], index[1], index[2]]);
    }

    private static void Apply(
        RarityIndex index, Dictionary<int, (PiecePriority Priority, int Availability)> model,
        int piece, int action, int number)
    {
        if (!model.TryGetValue(piece, out (PiecePriority Priority, int Availability) entry))
        {
            model[piece] = ((PiecePriority)(1 + (number % 6)), number);
            index.Insert(piece, model[piece].Priority, number);
        }
        else if (action == 0)
        {
            model.Remove(piece);
            index.Remove(piece);
        }
        else if (action == 1 && entry.Availability > 0)
        {
            index.Decrement(piece, entry.Priority, entry.Availability);
            model[piece] = entry with { Availability = entry.Availability - 1 };
        }
        else
        {
            index.Increment(piece, entry.Priority, entry.Availability);
            model[piece] = entry with { Availability = entry.Availability + 1 };
        }
    }

    private static void Check(RarityIndex index, Dictionary<int, (PiecePriority Priority, int Availability)> model)
    {
        Assert.Equal(model.Count, index.Count);
        var listed = new List<int>();
        for (int place = 0; place < index.Count; place++) listed.Add(index[place]);
        Assert.Equal(model.Keys.Order(), listed.Order());
        for (int piece = 0; piece < Pieces; piece++) Assert.Equal(model.ContainsKey(piece), index.Contains(piece));
        // Above 47 peers the difference is not told.
        var ranks = listed.ConvertAll(piece => (-(int)model[piece].Priority, Math.Min(model[piece].Availability, 47)));
        Assert.Equal(ranks.Order(), ranks);
    }
}
