namespace GSTorrent.Storage;

/// <summary>How making a torrent ended: one of the two is null.</summary>
/// <param name="Made">The torrent, whose file is written.</param>
/// <param name="Error">Why there is none.</param>
public readonly record struct CreationResult(CreatedTorrent? Made, CreationError? Error)
{
    internal static CreationResult Of(CreatedTorrent made) => new(made, null);

    internal static CreationResult Of(CreationError error) => new(null, error);
}
