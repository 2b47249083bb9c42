using System.Runtime.InteropServices;

namespace GSTorrent.Server.Running;

/// <summary>SIGTERM and SIGINT: the first one asks for a clean end, the second one ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, 128 + 15)),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, 128 + 2)),
    ];

    /// <summary>Ends with the first signal.</summary>
    public Task Asked => _asked.Task;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }

    private void Handle(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (!_asked.TrySetResult()) Environment.Exit(exitCode);
    }
}
