using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>Bounds that keep a hostile metainfo file from costing memory or time. Real files stay far below.</summary>
public static class MetainfoLimits
{
    /// <summary>Bytes of a whole metainfo file.</summary>
    public const int MaxFileLength = 64 * 1024 * 1024;

    /// <summary>Pieces of a torrent.</summary>
    public const int MaxPieces = 2_097_152;

    /// <summary>Bytes of a piece: 32,767 blocks, as other clients have it.</summary>
    public const int MaxPieceLength = 32_767 * 16 * 1024;

    /// <summary>Bytes of one file, and of all content.</summary>
    public const long MaxContentLength = (1L << 48) - 1;

    /// <summary>Files of a torrent, padding included.</summary>
    public const int MaxFiles = 400_000;

    /// <summary>Elements of one path, the torrent's name included.</summary>
    public const int MaxPathDepth = 100;

    /// <summary>UTF-16 units of one path. With the root it must fit the 4,096 bytes of Linux.</summary>
    public const int MaxPathLength = 3072;

    /// <summary>UTF-16 units of all paths together: nested folders with long names multiply.</summary>
    public const int MaxPathLengthSum = 32 * 1024 * 1024;

    /// <summary>Files of one and the same path, of which all but one are renamed.</summary>
    public const int MaxCopiesOfPath = 100;

    /// <summary>Trackers, and likewise web seeds and nodes, of one torrent; further ones are ignored.</summary>
    public const int MaxTrackers = 1000;

    /// <summary>UTF-16 units of a tracker's or web seed's address; longer ones are ignored.</summary>
    public const int MaxUrlLength = 4096;

    /// <summary>UTF-16 units of comment and the like; longer ones are cut.</summary>
    public const int MaxTextLength = 64 * 1024;

    internal static BencodeLimits Bencode { get; } = new() { MaxLength = MaxFileLength };
}
