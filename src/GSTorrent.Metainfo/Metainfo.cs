using System.Diagnostics.CodeAnalysis;
using GSTorrent.Primitives;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// The content of a .torrent file, checked: v1 (BEP 3), v2 (BEP 52) and hybrids, which are used by their v1 side.
/// Immutable, and independent of the memory it was parsed from.
/// </summary>
public sealed class Metainfo
{
    internal Metainfo()
    {
    }

    /// <summary>SHA-1 of the info dictionary; for v2 alone its SHA-256 cut to 20 bytes.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>SHA-256 of the info dictionary, 32 bytes; null for v1 alone.</summary>
    public required byte[]? InfoHashV2 { get; init; }

    /// <summary>The torrent's name, safe as a name of a file or folder.</summary>
    public required string Name { get; init; }

    /// <summary>How the content is cut. For v2 alone every file begins with a piece, padding in between.</summary>
    public required PieceGeometry Geometry { get; init; }

    /// <summary>20 bytes of SHA-1 for each piece; empty for v2 alone.</summary>
    public required ReadOnlyMemory<byte> PieceHashes { get; init; }

    /// <summary>The files in the order of their content, padding included.</summary>
    public required IReadOnlyList<ContentFile> Files { get; init; }

    /// <summary>Is the content one file that is not in a folder?</summary>
    public required bool IsSingleFile { get; init; }

    /// <summary>May only the trackers give peers (BEP 27)?</summary>
    public required bool IsPrivate { get; init; }

    /// <summary>Is there no v1 side?</summary>
    public required bool IsV2Only { get; init; }

    /// <summary>Are there a v1 and a v2 side that agree?</summary>
    public bool IsHybrid => InfoHashV2 is not null && !IsV2Only;

    /// <summary>The tracker's site name by which cross-seeded torrents differ.</summary>
    public required string? Source { get; init; }

    /// <summary>The raw info dictionary, as ut_metadata hands it out (BEP 9).</summary>
    public required ReadOnlyMemory<byte> InfoBytes { get; init; }

    /// <summary>Announce addresses by tier (BEP 12); no tier is empty.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TrackerTiers { get; init; } = [];

    /// <summary>Web seeds (BEP 19).</summary>
    public IReadOnlyList<string> WebSeeds { get; init; } = [];

    /// <summary>DHT nodes to begin with (BEP 5).</summary>
    public IReadOnlyList<(string Host, int Port)> Nodes { get; init; } = [];

    /// <summary>Free text by the maker.</summary>
    public string? Comment { get; init; }

    /// <summary>The program that made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    public long? CreationDateUnixSeconds { get; init; }

    /// <summary>What was odd but tolerated, for people.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The raw "piece layers" dictionary (BEP 52), verified; empty if the file has none.</summary>
    public ReadOnlyMemory<byte> PieceLayers { get; init; }

    /// <summary>Parses a .torrent file.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> torrentFile,
        [NotNullWhen(true)] out Metainfo? metainfo,
        [NotNullWhen(false)] out MetainfoError? error)
    {
        var notes = new ReadingNotes();
        bool valid = MetainfoReader.TryReadFile(torrentFile.ToArray(), notes, out metainfo);
        error = valid ? null : notes.Error!;
        return valid;
    }

    /// <summary>
    /// Parses an info dictionary that came from peers (BEP 9). That it has the wanted info-hash is for the caller to
    /// check.
    /// </summary>
    public static bool TryParseInfo(
        ReadOnlyMemory<byte> infoDictionary,
        [NotNullWhen(true)] out Metainfo? metainfo,
        [NotNullWhen(false)] out MetainfoError? error)
    {
        var notes = new ReadingNotes();
        bool valid = MetainfoReader.TryReadInfo(infoDictionary.ToArray(), notes, out metainfo);
        error = valid ? null : notes.Error!;
        return valid;
    }

    /// <summary>The SHA-1 of a piece, 20 bytes. Not for v2 alone.</summary>
    public ReadOnlySpan<byte> PieceHash(int piece) =>
        PieceHashes.Span.Slice(piece * InfoHash.Length, InfoHash.Length);

    /// <summary>The same torrent with other trackers and web seeds, as a magnet link brings them.</summary>
    public Metainfo WithSources(IReadOnlyList<IReadOnlyList<string>> trackerTiers, IReadOnlyList<string> webSeeds) =>
        new()
        {
            InfoHash = InfoHash,
            InfoHashV2 = InfoHashV2,
            Name = Name,
            Geometry = Geometry,
            PieceHashes = PieceHashes,
            Files = Files,
            IsSingleFile = IsSingleFile,
            IsPrivate = IsPrivate,
            IsV2Only = IsV2Only,
            Source = Source,
            InfoBytes = InfoBytes,
            TrackerTiers = trackerTiers,
            WebSeeds = webSeeds,
            Nodes = Nodes,
            Comment = Comment,
            CreatedBy = CreatedBy,
            CreationDateUnixSeconds = CreationDateUnixSeconds,
            Warnings = Warnings,
            PieceLayers = PieceLayers,
        };

    /// <summary>A .torrent file with the same info dictionary, byte by byte, and what else is known here.</summary>
    public byte[] ToTorrentFile() =>
        MetainfoWriter.Write(new OuterFields
        {
            InfoBytes = InfoBytes,
            PieceLayers = PieceLayers,
            TrackerTiers = TrackerTiers,
            WebSeeds = WebSeeds,
            Nodes = Nodes,
            Comment = Comment,
            CreatedBy = CreatedBy,
            CreationDateUnixSeconds = CreationDateUnixSeconds,
        });
}
