namespace GSTorrent.Api.QBittorrent.Fields;

/// <summary>A path below a folder; most lists have one for each torrent, so its parts stay apart.</summary>
/// <param name="Folder">Absolute.</param>
/// <param name="Below">Relative to it; empty: the folder itself; null: there is no path.</param>
internal readonly record struct ShownPath(string Folder, string? Below)
{
    /// <summary>The whole path; empty: there is none.</summary>
    public override string ToString() => Below is null ? "" : Path.Join(Folder, Below);
}
