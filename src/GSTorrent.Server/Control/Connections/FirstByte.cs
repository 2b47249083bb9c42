using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace GSTorrent.Server.Control.Connections;

/// <summary>
/// Waits until a client says something. Kestrel would let a new connection be silent for as long as an old one.
/// </summary>
internal static class FirstByte
{
    // With Kestrel's look once a second at the next step, a silent client is gone within 15 seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(13);

    /// <summary>Looks at what comes and leaves it there; null: nothing comes.</summary>
    public static async Task<byte?> PeekAsync(ConnectionContext connection, TimeProvider clock)
    {
        PipeReader input = connection.Transport.Input;
        using var limit = new CancellationTokenSource(Patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, connection.ConnectionClosed);
        try
        {
            ReadResult read = await input.ReadAsync(end.Token);
            byte? first = read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0];
            input.AdvanceTo(read.Buffer.Start);
            return first;
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // It said nothing for too long, or went away: both are how a connection ends.
            return null;
        }
    }
}
