using GSTorrent.Application.Disks;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>A file that somebody reads, one piece after the other. Not thread-safe.</summary>
public sealed class OpenContent : IDisposable
{
    private readonly ContentFileReader _reader;
    private readonly DiskAsker _disks;
    private readonly string _place;
    private readonly Action _closed;
    private bool _isClosed;

    internal OpenContent(ContentFileReader reader, DiskAsker disks, string place, Action closed) =>
        (_reader, _disks, _place, _closed) = (reader, disks, place, closed);

    /// <summary>
    /// Reads at a place. After an error the buffer must not be used for anything else: a disk that hangs may still
    /// write into it.
    /// </summary>
    /// <returns>Bytes that were read; fewer than the buffer has only at the end of the file.</returns>
    public async Task<Result<int>> ReadAsync(long offset, Memory<byte> buffer)
    {
        Result<Result<int>> asked = await _disks.AskAsync(_place, () => Read(offset, buffer), DiskAsker.Patience);
        return asked.TryGet(out Result<int> answer, out AppError? silence) ? answer : silence;
    }

    /// <summary>Closes it.</summary>
    public void Dispose()
    {
        if (_isClosed) return;
        _isClosed = true;
        _reader.Dispose();
        _closed();
    }

    private Result<int> Read(long offset, Memory<byte> buffer) =>
        _reader.Read(offset, buffer.Span, out int count) is { } error
            ? new AppError("destination-unusable", $"The file cannot be read: {error}.")
            : count;
}
