using CsCheck;

namespace GSTorrent.Storage.Tests.Volumes;

public sealed class MountTableTests
{
    private const string Sample = """
        22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
        40 22 8:16 / /mnt/disk rw shared:1 - ext4 /dev/sdb rw
        41 22 8:32 / /mnt/disk/inner rw - ext4 /dev/sdc rw
        42 22 8:48 / /mnt/with\040space rw - ext4 /dev/sdd rw
        43 22 8:64 / /mnt/disk rw - ext4 /dev/sde rw
        """;

    [Theory]
    [InlineData("/etc/nothing", "8:1")]
    [InlineData("/mnt/disk", "8:64")]
    [InlineData("/mnt/disk/inner/x", "8:32")]
    [InlineData("/mnt/diskette", "8:1")]
    [InlineData("/mnt/with space/x", "8:48")]
    public void The_longest_and_latest_mount_wins(string path, string device) =>
        Assert.Equal(device, MountTable.Parse(Sample).DeviceOf(path));

    [Theory]
    [InlineData("/", "/mnt/gone/x", false)]
    [InlineData("/mnt/disk", "/mnt/disk/x", false)]
    [InlineData("/mnt/disk", "/mnt/disk/inner/x", false)]
    [InlineData("/mnt/disk/inner/deep", "/mnt/disk/inner/deep/x", true)]
    [InlineData("/mnt/gone", "/mnt/gone", true)]
    [InlineData("/mnt/gone", "/mnt/gone/x", true)]
    [InlineData("/mnt/gone", "/mnt/disk/x", false)]
    [InlineData("/mnt/with", "/mnt/with space/x", false)]
    public void A_mount_is_lost_if_what_lies_below_it_shows_through(string mountPoint, string path, bool isLost) =>
        Assert.Equal(isLost, MountTable.Parse(Sample).HasLost(mountPoint, path));

    [Fact]
    public void A_link_that_people_changed_loses_nothing_and_one_that_leads_to_a_lost_mount_does()
    {
        using var directory = new TemporaryDirectory();
        string link = directory.File("link");
        Directory.CreateSymbolicLink(link, "/mnt/disk");
        Assert.Equal("/mnt/disk", MountTable.Parse(Sample).MountPointOf(link + "/x"));
        Assert.False(MountTable.Parse(Sample).HasLost("/mnt/gone", link + "/x"));
        File.Delete(link);
        Directory.CreateSymbolicLink(link, "/mnt/gone");
        Assert.True(MountTable.Parse(Sample).HasLost("/mnt/gone", link + "/x"));
        Assert.False(MountTable.Parse(Sample).HasLost("/mnt/disk", link + "/x"));
    }

    [Fact]
    public void A_system_without_a_table_has_no_mounts_to_lose()
    {
        MountTable nothing = MountTable.Parse("");
        Assert.Null(nothing.MountPointOf("/mnt/disk"));
        Assert.False(nothing.HasLost("/mnt/disk", "/mnt/disk"));
    }

    [Fact]
    public void Links_on_the_root_file_system_are_followed()
    {
        using var directory = new TemporaryDirectory();
        string link = directory.File("link");
        Directory.CreateSymbolicLink(link, "/mnt/disk/inner");
        Assert.Equal("8:32", MountTable.Parse(Sample).DeviceOf(link + "/below"));
    }

    [Fact]
    public void Any_text_is_read_without_a_crash() =>
        Gen.String.Sample(text => Assert.NotNull(MountTable.Parse(text + "\n1 2 3 4 5\\0")));
}
