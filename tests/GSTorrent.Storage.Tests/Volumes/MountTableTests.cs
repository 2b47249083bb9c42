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
