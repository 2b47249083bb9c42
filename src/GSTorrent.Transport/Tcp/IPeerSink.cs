using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>Where a connection reports to. Calls come from the connection's loops, on any thread.</summary>
public interface IPeerSink
{
    /// <summary>
    /// All messages of one receive. The sink owns the batch and the blocks inside from here on, and returns the batch
    /// to its pool. Nothing more is received until the task is done: that slows the peer down.
    /// </summary>
    ValueTask ReceivedAsync(PeerConnection connection, MessageBatch batch);

    /// <summary>A send is done.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="payloadBytes">Bytes of blocks in that send, without headers.</param>
    /// <param name="totalBytes">All bytes of that send.</param>
    void Sent(PeerConnection connection, long payloadBytes, long totalBytes);

    /// <summary>Called once, after the last of all other calls; every pooled buffer is back.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="reason">The first cause.</param>
    /// <param name="detail">More about it, if there is more.</param>
    void Closed(PeerConnection connection, DisconnectReason reason, string? detail);
}
