namespace GSTorrent.Storage.Tests.Volumes;

public sealed class MountWatchTests
{
    [Fact]
    public void The_table_is_read_again_only_if_a_mount_has_changed()
    {
        // Tests beside this one may mount file systems: their news are ours.
        var watch = new MountWatch();
        int reads = 0;
        MountTable Read()
        {
            reads++;
            return MountTable.Parse("");
        }

        MountTable first = watch.Latest(Read);
        for (int i = 0; i < 1000; i++) watch.Latest(Read);
        Assert.InRange(reads, 1, 100);
        Assert.NotNull(first);
    }
}
