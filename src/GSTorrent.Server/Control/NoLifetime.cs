using Microsoft.Extensions.Hosting;

namespace GSTorrent.Server.Control;

/// <summary>Leaves signals alone: the whole server ends with them, not only its HTTP part.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
