namespace GSTorrent.Client;

/// <summary>Why a call failed, as a value that can be shown and decided upon.</summary>
/// <param name="Kind">The broad cause.</param>
/// <param name="Code">Stable, kebab-case; the server's own code where it sent a problem document.</param>
/// <param name="Message">One sentence for people: what failed and where.</param>
/// <param name="HttpStatus">The status of the answer, or null if there was none.</param>
public sealed record ClientError(ClientErrorKind Kind, string Code, string Message, int? HttpStatus = null)
{
    /// <summary>"message (code)".</summary>
    public override string ToString() => $"{Message} ({Code})";
}
