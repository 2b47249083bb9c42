namespace GSTorrent.Bencoding;

/// <summary>Why bytes are not acceptable bencode.</summary>
/// <param name="Reason">Lower-case English without a full stop.</param>
/// <param name="Offset">The byte of the input at which it shows, from 0.</param>
public readonly record struct BencodeError(string Reason, int Offset)
{
    /// <inheritdoc />
    public override string ToString() => $"{Reason} at byte {Offset}";
}
