namespace GSTorrent.Primitives;

/// <summary>
/// A piece number that was checked against a <see cref="PieceGeometry"/> (see <see cref="PieceGeometry.TryPiece"/>):
/// whoever holds one need not check again.
/// </summary>
public readonly record struct PieceIndex
{
    internal PieceIndex(int value) => Value = value;

    /// <summary>Zero-based number of the piece.</summary>
    public int Value { get; }

    /// <summary>Its number.</summary>
    public static implicit operator int(PieceIndex piece) => piece.Value;

    /// <summary>The same as the conversion.</summary>
    public int ToInt32() => Value;
}
