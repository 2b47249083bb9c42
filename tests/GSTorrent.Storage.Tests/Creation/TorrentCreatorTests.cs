using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage.Tests.Creation;

public sealed class TorrentCreatorTests : IDisposable
{
    private const int ContentBytes = 3_000_001;

    private readonly TemporaryDirectory _folder = new();
    private readonly List<string> _notes = [];

    public TorrentCreatorTests() => File.WriteAllBytes(_folder.File("one.bin"), new byte[ContentBytes]);

    public void Dispose() => _folder.Dispose();

    private CreationRequest Request => new()
    {
        ContentPath = _folder.File("one.bin"),
        DefaultFolder = _folder.Path,
    };

    [Theory]
    [InlineData(TorrentVersion.V1, 1)]
    [InlineData(TorrentVersion.V2, 1)]
    [InlineData(TorrentVersion.Hybrid, 2)]
    public async Task Progress_begins_at_nothing_and_ends_with_all_that_is_read(TorrentVersion version, int reads)
    {
        HashingProgress? seen = null;
        CreationResult result = await RunAsync(Request with { Version = version }, async hashing =>
        {
            seen = hashing;
            Assert.InRange(hashing.HashedBytes, 0, hashing.TotalBytes);
            await hashing.Completion;
        });
        Assert.Null(result.Error);
        Assert.Equal((reads * ContentBytes, "one.bin"), (seen?.TotalBytes, seen?.Name));
        Assert.Equal(seen?.TotalBytes, seen?.HashedBytes);
    }

    [Fact]
    public async Task The_answer_is_what_a_reader_sees()
    {
        CreatedTorrent? answer = (await RunAsync(Request with { DateUnixSeconds = 7 })).Made;
        byte[] written = await File.ReadAllBytesAsync(_folder.File("one.bin.torrent"), CancellationToken.None);
        Assert.True(Metainfo.TryParse(written, out Metainfo? made, out _));
        Assert.Equal((made.InfoHash.ToString(), made.Geometry.PieceCount), (answer?.InfoHash, answer?.Pieces));
        Assert.Equal(7, made.CreationDateUnixSeconds);
        Assert.StartsWith("GSTorrent ", made.CreatedBy, StringComparison.Ordinal);
        Assert.Equal(["one.bin", "one.bin.torrent"], _folder.Files());
    }

    [Fact]
    public async Task A_private_torrent_without_trackers_is_noted()
    {
        await RunAsync(Request with { IsPrivate = true });
        Assert.Contains("tracker", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_while_it_hashes_is_told_as_such_and_leaves_nothing()
    {
        File.WriteAllBytes(_folder.File("one.bin"), new byte[64 << 20]);
        using var stop = new CancellationTokenSource();
        CreationResult result = await new TorrentCreator(Request, _notes.Add)
            .RunAsync(_ => stop.CancelAsync(), stop.Token);
        // A machine that hashes faster than it cancels has made it, and then in whole.
        Assert.Equal(result.Made is null ? 1 : 2, _folder.Files().Length);
        Assert.Equal(result.Made is null, result.Error?.IsInterrupted ?? false);
    }

    [Fact]
    public async Task A_file_that_changes_after_it_was_found_is_refused()
    {
        // The empty folder is noted between the search for files and the hashing.
        string root = Directory.CreateDirectory(_folder.File("root/void")).Parent!.FullName;
        string grows = Path.Combine(root, "grows.log");
        await File.WriteAllTextAsync(grows, "a", CancellationToken.None);
        var creator = new TorrentCreator(
            Request with { ContentPath = root }, _ => File.AppendAllText(grows, "b"));
        CreationResult result = await creator.RunAsync(cancellation: CancellationToken.None);
        Assert.False(result.Error?.IsInterrupted);
        Assert.Contains("grows.log changed", result.Error?.Message, StringComparison.Ordinal);
        Assert.False(_folder.Has("root.torrent"));
    }

    [Fact]
    public async Task A_folder_that_takes_no_file_is_an_error_as_a_value()
    {
        CreationResult result = await RunAsync(Request with { OutputPath = "/proc/one.torrent" });
        Assert.Contains("/proc/one.torrent", result.Error?.Message, StringComparison.Ordinal);
    }

    private Task<CreationResult> RunAsync(CreationRequest request, Func<HashingProgress, Task>? show = null) =>
        new TorrentCreator(request, _notes.Add).RunAsync(show, CancellationToken.None);
}
