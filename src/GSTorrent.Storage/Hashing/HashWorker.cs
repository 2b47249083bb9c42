namespace GSTorrent.Storage;

/// <summary>One thread's share of a long hashing job; has buffers of its own.</summary>
internal abstract class HashWorker : IDisposable
{
    /// <summary>
    /// Bytes read and hashed at a time: few enough to be still in the core's cache when they are hashed.
    /// </summary>
    protected const int BufferSize = 256 * 1024;

    /// <summary>Does one item; an error ends the whole job.</summary>
    public abstract StorageError? Execute(int item);

    /// <inheritdoc />
    public abstract void Dispose();
}
