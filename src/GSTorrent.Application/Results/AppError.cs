namespace GSTorrent.Application;

/// <summary>Why something was not done.</summary>
/// <param name="Code">Stable kebab-case word for programs.</param>
/// <param name="Message">What failed, during what and where, in one sentence for people.</param>
public sealed record AppError(string Code, string Message)
{
    /// <inheritdoc />
    public override string ToString() => Message;
}
