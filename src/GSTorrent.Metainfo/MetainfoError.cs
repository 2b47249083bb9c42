namespace GSTorrent.MetainfoFormat;

/// <summary>Why a metainfo file or magnet link is refused.</summary>
/// <param name="Code">Stable, kebab-case, for programs: "pieces-length-mismatch".</param>
/// <param name="Message">One sentence for people that names what is wrong and where.</param>
public sealed record MetainfoError(string Code, string Message)
{
    /// <inheritdoc />
    public override string ToString() => Message;
}
