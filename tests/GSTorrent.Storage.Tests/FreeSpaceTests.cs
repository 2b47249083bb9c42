namespace GSTorrent.Storage.Tests;

public sealed class FreeSpaceTests
{
    [Fact]
    public void An_existing_path_has_room_and_a_missing_one_is_an_error()
    {
        using var directory = new TemporaryDirectory();
        Assert.Null(FreeSpace.Of(directory.Path, out FreeSpace space));
        Assert.InRange(space.AvailableBytes, 1, space.TotalBytes);
        StorageError? error = FreeSpace.Of(directory.File("nothing"), out _);
        Assert.Equal(StorageErrorKind.Missing, error?.Kind);
        Assert.Contains(directory.Path, error!.ToString(), StringComparison.Ordinal);
    }
}
