namespace GSTorrent.Storage;

/// <summary>How far the hashing of a new torrent's content is; for any thread.</summary>
public sealed class HashingProgress
{
    private readonly ContentHashing _hashing;

    internal HashingProgress(string name, ContentHashing hashing, Task completion)
    {
        Name = name;
        Completion = completion;
        _hashing = hashing;
    }

    /// <summary>The torrent's name.</summary>
    public string Name { get; }

    /// <summary>Bytes to read in all: a hybrid reads its content twice.</summary>
    public long TotalBytes => _hashing.TotalBytes;

    /// <summary>Bytes read so far.</summary>
    public long HashedBytes => _hashing.HashedBytes;

    /// <summary>Ends with the hashing, whether it succeeded or not.</summary>
    public Task Completion { get; }
}
