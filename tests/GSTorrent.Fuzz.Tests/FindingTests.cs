namespace GSTorrent.Fuzz.Tests;

/// <summary>The harness itself: it finds what is there, and the same again.</summary>
public sealed class FindingTests
{
    private static readonly byte[] Seed = "some seed"u8.ToArray();

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        var one = new Mutator([Seed], seed: 5);
        var two = new Mutator([Seed], seed: 5);
        for (int i = 0; i < 200; i++) Assert.Equal(one.Next(), two.Next());
    }

    [Fact]
    public void Inputs_change_and_have_a_limit()
    {
        var mutator = new Mutator([new byte[8000]], seed: 5);
        byte[][] inputs = [.. Enumerable.Range(0, 500).Select(_ => mutator.Next())];
        Assert.True(inputs.Select(Convert.ToBase64String).Distinct(StringComparer.Ordinal).Count() > 400);
        Assert.InRange(inputs.Max(input => input.Length), 7000, 8192);
    }

    [Fact]
    public void An_exception_is_a_finding()
    {
        var run = new MutationRun(new FuzzTarget("bencode", bytes => _ = bytes[2_000]), seed: 1);
        Exception? finding = null;
        while (finding is null && run.Count < 1_000) finding = run.Step();
        Assert.IsType<IndexOutOfRangeException>(finding);
    }

    [Fact]
    public void Allocating_beyond_all_measure_is_a_finding() => Assert.Throws<FuzzFailureException>(
        () => new FuzzTarget("bencode", _ => GC.KeepAlive(new byte[4 << 20])).Check(Seed));

    [Fact]
    public void A_wrong_answer_is_a_finding() =>
        Assert.Throws<FuzzFailureException>(() => Expect.That(isRight: false, "nonsense"));

    [Fact]
    public void An_input_that_ended_the_process_is_not_lost()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var note = new InputNote(path))
        {
            note.Begin(Seed);
            Assert.Equal(Seed, InputNote.Read(path));
        }

        Assert.Null(InputNote.Read(path));
    }
}
