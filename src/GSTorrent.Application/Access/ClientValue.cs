namespace GSTorrent.Application.Access;

/// <summary>What a program has put down at the server for whoever it works for. Immutable.</summary>
/// <param name="Owner">Whose it is: a user or a token.</param>
/// <param name="Name">Unique for an owner.</param>
/// <param name="Json">Any JSON value but null.</param>
public sealed record ClientValue(string Owner, string Name, string Json)
{
    /// <summary>What it counts for against the limits: its bytes as a member of a JSON object.</summary>
    internal long Bytes => System.Text.Encoding.UTF8.GetByteCount(Name)
        + System.Text.Encoding.UTF8.GetByteCount(Json) + 4L;
}
