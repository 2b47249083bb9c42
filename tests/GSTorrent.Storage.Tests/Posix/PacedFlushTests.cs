using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage.Tests.Posix;

public sealed class PacedFlushTests
{
    private const int MiB = 1 << 20;

    [Fact]
    public void A_file_goes_to_the_disk_while_it_is_written_and_stays_as_it_is()
    {
        using var directory = new TemporaryDirectory();
        string path = Path.Combine(directory.Path, "file");
        var content = new byte[40 * MiB + 5];
        new Random(1).NextBytes(content);
        using (SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
        {
            var flush = new PacedFlush(file);
            for (int at = 0; at < content.Length; at += MiB)
            {
                int length = Math.Min(MiB, content.Length - at);
                RandomAccess.Write(file, content.AsSpan(at, length), at);
                Assert.Equal(0, flush.Wrote(at + length));
            }
        }

        Assert.True(content.AsSpan().SequenceEqual(File.ReadAllBytes(path)));
    }

    [Fact]
    public void What_cannot_be_flushed_in_parts_is_no_error()
    {
        using SafeFileHandle device = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);
        var flush = new PacedFlush(device);
        Assert.Equal((0, 0), (flush.Wrote(16 * MiB), flush.Wrote(64 * MiB)));
    }
}
