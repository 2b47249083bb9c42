using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

public sealed class TorrentStatesTests
{
    [Theory]
    [InlineData(TorrentRowState.Stopped, false, "stoppedDL")]
    [InlineData(TorrentRowState.Stopped, true, "stoppedUP")]
    [InlineData(TorrentRowState.Queued, false, "queuedDL")]
    [InlineData(TorrentRowState.Queued, true, "queuedUP")]
    [InlineData(TorrentRowState.FetchingMetadata, false, "metaDL")]
    [InlineData(TorrentRowState.Checking, false, "checkingDL")]
    [InlineData(TorrentRowState.Checking, true, "checkingUP")]
    [InlineData(TorrentRowState.Downloading, false, "stalledDL")]
    [InlineData(TorrentRowState.Seeding, true, "stalledUP")]
    [InlineData(TorrentRowState.Moving, false, "moving")]
    public void At_rest(TorrentRowState state, bool isComplete, string word) =>
        Assert.Equal(word, TorrentStates.WordOf(Row(state, isComplete)));

    // qBittorrent has one word for a check that waits and one that runs.
    [Theory]
    [InlineData(false, "checkingDL")]
    [InlineData(true, "checkingUP")]
    public void Waiting_for_a_check(bool isComplete, string word) => Assert.Equal(
        word, TorrentStates.WordOf(Row(TorrentRowState.Checking, isComplete) with { IsQueuedForCheck = true }));

    [Theory]
    [InlineData(TorrentRowState.Downloading, "downloading")]
    [InlineData(TorrentRowState.Seeding, "uploading")]
    public void While_something_moves(TorrentRowState state, string word) =>
        Assert.Equal(word, TorrentStates.WordOf(Row(state, state == TorrentRowState.Seeding) with
        {
            DownloadRate = 1,
            UploadRate = 1,
        }));

    [Theory]
    [InlineData(TorrentRowState.Downloading, "forcedDL")]
    [InlineData(TorrentRowState.Seeding, "forcedUP")]
    [InlineData(TorrentRowState.FetchingMetadata, "forcedMetaDL")]
    [InlineData(TorrentRowState.Stopped, "stoppedDL")]
    public void Forced(TorrentRowState state, string word) =>
        Assert.Equal(word, TorrentStates.WordOf(Row(state, isComplete: false) with { Forced = true }));

    [Theory]
    [InlineData("open /downloads/a: it does not exist", "missingFiles")]
    [InlineData("write /downloads/a: no space left on the device", "error")]
    public void Failed(string error, string word) =>
        Assert.Equal(word, TorrentStates.WordOf(Row(TorrentRowState.Failed, false) with { Error = error }));

    [Fact]
    public void What_was_complete_once_and_is_checked_counts_as_complete() => Assert.Equal(
        "checkingUP",
        TorrentStates.WordOf(Row(TorrentRowState.Checking, isComplete: false) with { HasFinished = true }));

    internal static TorrentRow Row(TorrentRowState state, bool isComplete, int number = 1) => new()
    {
        Number = number,
        InfoHash = new InfoHash([.. Enumerable.Repeat((byte)number, InfoHash.Length)]),
        Name = "name",
        State = state,
        HasMetainfo = true,
        TotalBytes = 100,
        WantedBytes = 100,
        DoneBytes = isComplete ? 100 : 50,
        Destination = "/downloads",
    };
}
