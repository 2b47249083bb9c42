namespace GSTorrent.Fuzz;

/// <summary>Tries one input after the other, without any tool from outside.</summary>
internal sealed class MutationRun(FuzzTarget target, int seed)
{
    private readonly Mutator _mutator = new([.. Corpus.Read(target).Select(input => input.Bytes)], seed);

    /// <summary>Inputs tried.</summary>
    public long Count { get; private set; }

    /// <summary>What is tried now.</summary>
    public byte[] Input { get; private set; } = [];

    /// <summary>Tries the next input; what was wrong with the answer, or null.</summary>
    /// <param name="announce">Told of the input before it is tried.</param>
    public Exception? Step(Action<byte[]>? announce = null)
    {
        Input = _mutator.Next();
        announce?.Invoke(Input);
        Count++;
        try
        {
            target.Check(Input);
            return null;
        }
        catch (Exception finding)
        {
            return finding;
        }
    }
}
