using GSTorrent.Application.Disks;
using GSTorrent.Application.Tests.Torrents;
using GSTorrent.Application.Torrents;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Application.Tests.Disks;

public sealed class DiskAskerTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly HungDisk _disk = new();

    [Fact]
    public async Task An_answer_is_passed_on()
    {
        Result<int> answer = await new DiskAsker(_clock).AskAsync("/a", () => 3, DiskAsker.Patience);
        Assert.Equal(3, answer.Value);
    }

    [Fact]
    public async Task A_bug_in_a_question_is_thrown_to_the_one_who_asked()
    {
        var asker = new DiskAsker(_clock);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() =>
            asker.AskAsync<int>("/a", () => throw new InvalidTimeZoneException(), DiskAsker.Patience));
    }

    [Fact]
    public async Task A_hung_disk_is_given_up_and_keeps_few_threads()
    {
        DiskAsker asker = _disk.AskerOn(_clock);
        Task<Result<int>>[] waiting = [.. Enumerable.Range(0, DiskAsker.MaxWaitingOfPlace).Select(_ => Ask("/hung"))];
        Assert.Equal("destination-unusable", (await Ask("/hung")).Error?.Code);
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        _clock.Advance(DiskAsker.Patience);
        foreach (Task<Result<int>> task in waiting)
            Assert.Equal("The disk of /hung does not answer.", (await task).Error?.Message);

        // Their threads hang on, so that nobody is kept waiting again.
        Assert.NotNull((await Ask("/hung")).Error);

        Task<Result<int>> Ask(string place) => asker.AskAsync(place, () => 1, DiskAsker.Patience);
    }

    [Fact]
    public async Task Many_hung_places_keep_few_threads_too_and_all_is_well_when_they_answer()
    {
        DiskAsker asker = _disk.AskerOn(_clock);
        Task<Result<int>>[] waiting = [.. Enumerable.Range(0, DiskAsker.MaxWaiting).Select(i => Ask("/hung" + i))];
        Assert.NotNull((await Ask("/other")).Error);
        _disk.LetGo();
        foreach (Task<Result<int>> task in waiting) Assert.Equal(1, (await task).Value);
        Assert.Equal(1, (await Ask("/other")).Value);

        Task<Result<int>> Ask(string place) => asker.AskAsync(place, () => 1, DiskAsker.Patience);
    }

    [Fact]
    public async Task A_destination_on_a_hung_disk_is_unusable()
    {
        await using HostFolder folder = await HostFolder.OpenAsync(("storage.roots", "/hung"));
        var rules = new DestinationRules(
            () => folder.Host.Settings.Current, folder.Host.Destination, _disk.AskerOn(_clock));
        Task<Result<string>> asked = rules.PrepareAsync("/hung/x");
        _clock.Advance(DiskAsker.Patience);
        Assert.Equal("destination-unusable", (await asked).Error?.Code);
        Assert.Equal("path-not-allowed", (await rules.PrepareAsync("/elsewhere")).Error?.Code);
        Assert.Equal(folder.Host.Destination, (await rules.PrepareAsync(null)).Value);
    }

    [Fact]
    public async Task Free_space_is_unknown_while_the_disk_hangs()
    {
        await using HostFolder folder = await HostFolder.OpenAsync();
        Assert.True(await folder.Host.GetFreeSpaceAsync() > 0);
        HostOptions options = folder.Options with { Disks = _disk.AskerOn(_clock) };
        await folder.CloseAsync();
        await using GstHost host = (await GstHost.OpenAsync(options)).Value;
        Task<long?> asked = host.GetFreeSpaceAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await asked);
    }

    public void Dispose() => _disk.Dispose();
}
