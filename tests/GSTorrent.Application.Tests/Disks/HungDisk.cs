using GSTorrent.Application.Disks;

namespace GSTorrent.Application.Tests.Disks;

/// <summary>A disk that answers nothing until it is let go.</summary>
internal sealed class HungDisk : IDisposable
{
    private readonly ManualResetEventSlim _letGo = new();

    public DiskAsker AskerOn(TimeProvider time) => new(time, _ => _letGo.Wait());

    public void LetGo() => _letGo.Set();

    public void Dispose()
    {
        // Not disposed: threads may still be on their way out of it.
        _letGo.Set();
    }
}
