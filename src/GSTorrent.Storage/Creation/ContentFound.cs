using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage;

/// <summary>The files that go into a torrent, in its order.</summary>
/// <param name="Name">The torrent's name.</param>
/// <param name="IsSingleFile">Is it one file that is not in a folder?</param>
/// <param name="Files">Paths within the torrent.</param>
/// <param name="Sources">Where each of <paramref name="Files"/> is now.</param>
/// <param name="LeftOut">What was found and cannot go into a torrent, a sentence each.</param>
internal sealed record ContentFound(
    string Name,
    bool IsSingleFile,
    IReadOnlyList<CreationFile> Files,
    IReadOnlyList<SourceFile> Sources,
    IReadOnlyList<string> LeftOut)
{
    public long TotalBytes { get; } = Files.Sum(file => file.Length);
}
