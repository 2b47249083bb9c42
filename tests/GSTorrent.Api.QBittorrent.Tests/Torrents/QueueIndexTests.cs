using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

public sealed class QueueIndexTests
{
    private readonly TorrentReadModel _model = new(1_800_000_000_000);

    [Fact]
    public void Places_follow_the_order_and_what_is_complete_has_none()
    {
        var index = new QueueIndex(_model);
        Show(1, 30);
        Show(2, 10);
        Show(3, 20, isComplete: true);
        Assert.Equal((2, 1, 0), Places(index));
        Show(1, 5);
        Assert.Equal((1, 2, 0), Places(index));
        Show(3, 7);
        Assert.Equal((1, 3, 2), Places(index));
        _model.Remove(1);
        Assert.Equal((0, 2, 1), Places(index));
    }

    [Fact]
    public void Other_changes_cost_nothing()
    {
        var index = new QueueIndex(_model);
        Show(1, 10);
        QueuePlaces before = index.Count();
        TorrentRow row = TorrentStatesTests.Row(TorrentRowState.Downloading, isComplete: false);
        _model.Publish(row with { QueueOrder = 10, DownloadRate = 7 });
        Assert.Same(before, index.Count());
    }

    private static (int, int, int) Places(QueueIndex index)
    {
        QueuePlaces places = index.Count();
        return (places.Of(1), places.Of(2), places.Of(3));
    }

    private void Show(int number, long order, bool isComplete = false) => _model.Publish(
        TorrentStatesTests.Row(TorrentRowState.Stopped, isComplete, number) with { QueueOrder = order });
}
