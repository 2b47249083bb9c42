namespace GSTorrent.Fuzz;

/// <summary>One parser, called with bytes of anybody.</summary>
/// <param name="Name">Also the name of its folder in the corpus.</param>
/// <param name="Run">
/// Parses and checks the answer. What it throws is a finding: exceptions that a parser documents are caught inside.
/// </param>
/// <param name="BaseBytes">Bytes that a run may allocate whatever the input.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Run, long BaseBytes = 1 << 20)
{
    /// <summary>Bytes that a run may allocate for each byte of the input.</summary>
    private const long BytesPerByte = 1024;

    /// <summary>Runs it and checks what it allocated.</summary>
    public void Check(byte[] input)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(input);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Expect.That(
            allocated <= BaseBytes + (BytesPerByte * input.Length),
            $"{allocated} bytes were allocated for {input.Length} bytes of input");
    }
}
