using GSTorrent.MetainfoFormat;
using GSTorrent.Server.Commands.Output;

namespace GSTorrent.Server.Commands.Create;

/// <summary>Makes one metainfo file: scan, hash, build, write.</summary>
internal sealed class TorrentCreation(CreateOptions options, CommandContext context, Printer printer)
{
    /// <summary>The result, or null and why there is none.</summary>
    public async Task<(CreatedTorrent? Made, CommandError? Error)> RunAsync(CancellationToken cancellation)
    {
        ContentFound? content = ContentScan.Run(options.ContentPath, out CommandError? error, cancellation);
        if (content is null) return (null, error);
        foreach (string leftOut in content.LeftOut) printer.Note(leftOut);
        string path = options.OutputPath ?? Path.Combine(context.CurrentDirectory, content.Name + ".torrent");
        MetainfoBuilder builder = BuilderFor(content);
        bool isV2 = options.Version != TorrentVersion.V1;
        if (builder.Check(isV2) is MetainfoError refused)
            return (null, CommandError.Failed($"{options.ContentPath}: {refused.Message}"));
        error = TorrentFileWriter.Check(path, content, options.Force);
        if (error is not null) return (null, error);
        var hashing = new ContentHashing(content, builder, options.Version);
        (HashedContent? hashed, error) =
            await HashingProgress.FollowAsync(hashing, content.Name, printer, cancellation);
        if (hashed is null) return (null, error);
        byte[] torrent = Build(builder, hashed);
        error = TorrentFileWriter.Write(path, torrent, options.Force);
        return error is not null ? (null, error) : Describe(path, torrent, content);
    }

    private MetainfoBuilder BuilderFor(ContentFound content) => new()
    {
        Name = content.Name,
        PieceLength = options.PieceLength ?? PieceLengthChoice.For(content.TotalBytes),
        Files = content.Files,
        IsSingleFile = content.IsSingleFile,
        TrackerTiers = options.TrackerTiers,
        WebSeeds = options.WebSeeds,
        IsPrivate = options.IsPrivate,
        Comment = options.Comment,
        Source = options.Source,
        CreatedBy = ProgramName,
        CreationDateUnixSeconds = options.NoDate ? null : context.Time.GetUtcNow().ToUnixTimeSeconds(),
    };

    private static string ProgramName { get; } =
        $"GSTorrent {typeof(TorrentCreation).Assembly.GetName().Version?.ToString(3)}";

    private byte[] Build(MetainfoBuilder builder, HashedContent hashed) => options.Version switch
    {
        TorrentVersion.V1 => builder.BuildV1(hashed.PieceHashes),
        TorrentVersion.V2 => builder.BuildV2(hashed.FileHashes),
        _ => builder.BuildHybrid(hashed.PieceHashes, hashed.FileHashes),
    };

    // Read back as everybody else will: a torrent that is not understood must not leave unnoticed.
    private (CreatedTorrent? Made, CommandError? Error) Describe(string path, byte[] torrent, ContentFound content)
    {
        if (!Metainfo.TryParse(torrent, out Metainfo? made, out MetainfoError? error))
            return (null, CommandError.Failed($"{path} was written but cannot be read: {error.Message}"));
        NoteRenamed(made, content);
        return (new CreatedTorrent
        {
            Path = path,
            Name = made.Name,
            InfoHash = made.InfoHash.ToString(),
            InfoHashV2 = made.InfoHashV2 is { } v2 ? Convert.ToHexStringLower(v2) : null,
            Magnet = MagnetOf(made).ToString(),
            TotalBytes = content.TotalBytes,
            Files = content.Files.Count,
            PieceLength = made.Geometry.PieceLength,
            Pieces = made.Geometry.PieceCount,
        }, null);
    }

    private void NoteRenamed(Metainfo made, ContentFound content)
    {
        string prefix = content.IsSingleFile ? "" : content.Name + "/";
        foreach ((ContentFile read, CreationFile given) in made.Files.Where(file => !file.IsPadding).Zip(content.Files))
        {
            if (!read.Path.Equals(prefix + given.Path, StringComparison.Ordinal))
                printer.Note($"{given.Path} has a name that not every system can store: it becomes {read.Path}");
        }
    }

    private static MagnetLink MagnetOf(Metainfo made) => new()
    {
        InfoHash = made.InfoHash,
        InfoHashV2 = made.InfoHashV2,
        IsV2Only = made.IsV2Only,
        DisplayName = made.Name,
        Trackers = [.. made.TrackerTiers.SelectMany(tier => tier)],
        WebSeeds = made.WebSeeds,
    };
}
