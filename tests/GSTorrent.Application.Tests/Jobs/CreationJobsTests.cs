using GSTorrent.Application.Jobs;
using GSTorrent.Application.Tests.Torrents;
using GSTorrent.MetainfoFormat;
using GSTorrent.Storage;

namespace GSTorrent.Application.Tests.Jobs;

public sealed class CreationJobsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_job_is_done_and_kept()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        CreationJob job = await MakeAsync(folder, new CreationOrder
        {
            ContentPath = Content(folder, "a", 50_000),
            Version = TorrentVersion.V1,
            PieceLength = 16_384,
            Trackers = ["http://127.0.0.1:1/announce", "http://127.0.0.1:2/announce"],
            WebSeeds = ["http://127.0.0.1:1/"],
            Comment = "text",
            Source = "site",
            IsPrivate = true,
        });
        Assert.Equal((JobState.Done, 1.0, 16_384, null), (job.State, job.Progress, job.PieceLength, job.Error));
        Assert.True(Metainfo.TryParse(job.TorrentFile, out Metainfo? made, out _));
        Assert.Equal(("a", 4, "text", "site", true), (
            made.Name, made.Geometry.PieceCount, made.Comment, made.Source, made.IsPrivate));
        Assert.Equal(2, made.TrackerTiers.Count);
        Assert.Empty(Directory.GetFiles(folder.State, "created-*"));
        Assert.Equal(job, Assert.Single(folder.Host.Creations.All));
        Assert.True(folder.Host.Creations.Remove(job.Id));
        Assert.Empty(folder.Host.Creations.All);
        Assert.False(folder.Host.Creations.Remove(job.Id));
    }

    [Fact]
    public async Task Content_outside_the_roots_is_not_taken()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        CreationOrder outside = new() { ContentPath = "/etc/hostname" };
        Assert.Equal("path-not-allowed", folder.Host.Creations.Add(outside).Error?.Code);
        CreationOrder elsewhere = new() { ContentPath = Content(folder, "a", 1), OutputPath = "/tmp/a.torrent" };
        Assert.Equal("path-not-allowed", folder.Host.Creations.Add(elsewhere).Error?.Code);
    }

    [Theory]
    [InlineData("tracker.example/announce", "http://127.0.0.1/", "tracker.example")]
    [InlineData("file:///etc/passwd", "http://127.0.0.1/", "file:")]
    [InlineData("udp://127.0.0.1:1", "udp://127.0.0.1:1", "udp:")]
    [InlineData("http://127.0.0.1:1/announce\n", "http://127.0.0.1/", "announce")]
    public async Task Addresses_that_no_peer_could_use_are_refused(string tracker, string seed, string named)
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        CreationOrder order = new() { ContentPath = Content(folder, "a", 1), Trackers = [tracker], WebSeeds = [seed] };
        AppError? error = folder.Host.Creations.Add(order).Error;
        Assert.Equal("bad-request", error?.Code);
        Assert.Contains(named, error?.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Host.Creations.All);
    }

    [Fact]
    public async Task What_cannot_be_made_says_why()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        CreationJob job = await MakeAsync(
            folder, new CreationOrder { ContentPath = Path.Combine(folder.Downloads, "none") });
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("no such file or folder", job.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_wait_for_their_turn_and_too_many_are_refused()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        CreationOrder order = new() { ContentPath = Content(folder, "a", 100), Version = TorrentVersion.V1 };
        var jobs = new List<CreationJob>();
        for (int i = 0; i < CreationJobs.MaxJobs; i++) jobs.Add(folder.Host.Creations.Add(order).Value);
        foreach (CreationJob job in jobs) await folder.Host.Creations.WaitAsync(job.Id).WaitAsync(Patience);
        Assert.All(folder.Host.Creations.All, job => Assert.Equal(JobState.Done, job.State));

        // The oldest that has ended makes room.
        Assert.Null(folder.Host.Creations.Add(order).Error);
        Assert.Null(folder.Host.Creations.Find(jobs[0].Id));
        Assert.Equal(CreationJobs.MaxJobs, folder.Host.Creations.All.Count);
    }

    [Fact]
    public async Task After_the_end_nothing_is_taken()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        CreationOrder order = new() { ContentPath = Content(folder, "a", 100) };
        CreationJobs jobs = folder.Host.Creations;
        await folder.CloseAsync();
        Assert.Equal("shutting-down", jobs.Add(order).Error?.Code);
    }

    private static string Content(HostFolder folder, string name, int length)
    {
        string path = Path.Combine(folder.Downloads, name);
        File.WriteAllBytes(path, new byte[length]);
        return path;
    }

    private static async Task<CreationJob> MakeAsync(HostFolder folder, CreationOrder order)
    {
        Result<CreationJob> added = folder.Host.Creations.Add(order);
        Assert.Null(added.Error);
        await folder.Host.Creations.WaitAsync(added.Value.Id).WaitAsync(Patience);
        return folder.Host.Creations.Find(added.Value.Id)!;
    }
}
