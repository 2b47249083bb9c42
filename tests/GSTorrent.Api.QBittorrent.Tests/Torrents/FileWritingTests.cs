using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Engine;
using GSTorrent.Swarm;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

public sealed class FileWritingTests
{
    // We have pieces 0 and 9, others have 2 and 9.
    private static readonly PiecesSnapshot Pieces = new(
        10, 16_384, new byte[] { 0x80, 0x40 }, [], [0, 0, 3, 0, 0, 0, 0, 0, 0, 1]);

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 3, 0.5)]
    [InlineData(3, 8, 0)]
    [InlineData(8, 9, 0.5)]
    public void What_somebody_has_of_a_file(int first, int last, double availability) =>
        Assert.Equal(availability, FileWriting.AvailabilityOf(File(doneBytes: 10), Pieces, (first, last)));

    [Fact]
    public void Without_peers_it_is_not_known_but_of_whole_files()
    {
        PiecesSnapshot alone = Pieces with { Availability = [] };
        Assert.Equal(-1, FileWriting.AvailabilityOf(File(doneBytes: 10), alone, (0, 3)));
        Assert.Equal(1, FileWriting.AvailabilityOf(File(doneBytes: 100), alone, (0, 3)));
        Assert.Equal(1, FileWriting.AvailabilityOf(File(doneBytes: 100), Pieces, (0, 3)));
    }

    private static FileSnapshot File(long doneBytes) => new(0, "folder/file", 100, doneBytes, FilePriority.Normal);
}
