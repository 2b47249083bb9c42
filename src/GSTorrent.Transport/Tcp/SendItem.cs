namespace GSTorrent.Transport.Tcp;

/// <summary>Bytes to send in one go.</summary>
/// <param name="Bytes">What to send.</param>
/// <param name="Blocks">Blocks among them; 0 for other messages.</param>
internal readonly record struct SendItem(ReadOnlyMemory<byte> Bytes, int Blocks)
{
    /// <summary>Bytes of block payload after so many bytes were sent; headers are taken to come first.</summary>
    public int PayloadAfter(int sent) =>
        Blocks == 0 ? 0 : Math.Max(0, sent - (Blocks * UploadSlab.HeaderLength));
}
