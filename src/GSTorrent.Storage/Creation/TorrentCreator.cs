using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage;

/// <summary>Makes one metainfo file: scan, hash, build, write.</summary>
/// <param name="request">What is to be made of what.</param>
/// <param name="note">Told, a sentence each, what the user should know though it does not end the work.</param>
public sealed class TorrentCreator(CreationRequest request, Action<string> note)
{
    /// <summary>Does it all; the file is there in whole or not at all.</summary>
    /// <param name="show">Called once, when hashing begins, to show how far it is; null: nobody looks.</param>
    /// <param name="cancellation">Ends it early, with an error that says so.</param>
    public async Task<CreationResult> RunAsync(
        Func<HashingProgress, Task>? show = null, CancellationToken cancellation = default)
    {
        if (request is { IsPrivate: true, TrackerTiers.Count: 0 })
            note("a private torrent without a tracker finds no peers");
        ContentFound? content = ContentScan.Run(request.ContentPath, out CreationError? error, cancellation);
        if (content is null) return CreationResult.Of(error!);
        foreach (string leftOut in content.LeftOut) note(leftOut);
        string path = request.OutputPath ?? Path.Combine(request.DefaultFolder, content.Name + ".torrent");
        MetainfoBuilder builder = BuilderFor(content);
        if (Check(builder, content, path) is { } refused) return CreationResult.Of(refused);
        var hashing = new ContentHashing(content, builder, request.Version);
        Task<(HashedContent? Hashed, CreationError? Error)> work = HashingThread.Start(hashing, cancellation);
        if (show is not null) await show(new HashingProgress(content.Name, hashing, work));
        (HashedContent? hashed, error) = await work;
        if (hashed is null) return CreationResult.Of(error!);
        byte[] torrent = Build(builder, hashed);
        error = TorrentFileWriter.Write(path, torrent, request.Force);
        return error is not null ? CreationResult.Of(error) : Describe(path, torrent, content);
    }

    private static string ProgramName { get; } =
        $"GSTorrent {typeof(TorrentCreator).Assembly.GetName().Version?.ToString(3)}";

    private MetainfoBuilder BuilderFor(ContentFound content) => new()
    {
        Name = content.Name,
        PieceLength = request.PieceLength ?? PieceLengthChoice.For(content.TotalBytes),
        Files = content.Files,
        IsSingleFile = content.IsSingleFile,
        TrackerTiers = request.TrackerTiers,
        WebSeeds = request.WebSeeds,
        IsPrivate = request.IsPrivate,
        Comment = request.Comment,
        Source = request.Source,
        CreatedBy = ProgramName,
        CreationDateUnixSeconds = request.DateUnixSeconds,
    };

    private CreationError? Check(MetainfoBuilder builder, ContentFound content, string path) =>
        builder.Check(request.Version != TorrentVersion.V1) is MetainfoError refused
            ? CreationError.Failed($"{request.ContentPath}: {refused.Message}")
            : TorrentFileWriter.Check(path, content, request.Force);

    private byte[] Build(MetainfoBuilder builder, HashedContent hashed) => request.Version switch
    {
        TorrentVersion.V1 => builder.BuildV1(hashed.PieceHashes),
        TorrentVersion.V2 => builder.BuildV2(hashed.FileHashes),
        _ => builder.BuildHybrid(hashed.PieceHashes, hashed.FileHashes),
    };

    // Read back as everybody else will: a torrent that is not understood must not leave unnoticed.
    private CreationResult Describe(string path, byte[] torrent, ContentFound content)
    {
        if (!Metainfo.TryParse(torrent, out Metainfo? made, out MetainfoError? error))
            return CreationResult.Of(
                CreationError.Failed($"{path} was written but cannot be read: {error.Message}"));
        foreach (string renamed in TorrentDescription.Renamed(made, content)) note(renamed);
        return CreationResult.Of(TorrentDescription.Of(path, made, content));
    }
}
