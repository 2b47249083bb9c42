using System.Net.Sockets;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>Why a loop of a connection ended.</summary>
/// <param name="Reason">The cause.</param>
/// <param name="Detail">More about it, if there is more.</param>
internal sealed record LoopEnd(DisconnectReason Reason, string? Detail = null)
{
    /// <summary>The connection was closed by someone else; the reason is known there.</summary>
    public static LoopEnd Closed { get; } = new(DisconnectReason.None);

    /// <summary>What an exception in a loop means. One that is not of the socket is a bug and says so.</summary>
    public static LoopEnd From(Exception exception, string during) => exception switch
    {
        SocketException failure =>
            new LoopEnd(SocketFailures.ReasonOf(failure.SocketErrorCode), $"{during}: {failure.Message}"),
        ObjectDisposedException => Closed,
        _ => new LoopEnd(DisconnectReason.TransportError, $"{during}: unexpected {exception}"),
    };
}
