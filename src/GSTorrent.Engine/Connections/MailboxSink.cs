using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Engine;

/// <summary>Turns what connections report into events of their torrent's loop.</summary>
internal sealed class MailboxSink(TorrentMailbox mailbox, MessageBatchPool batches) : IPeerSink
{
    public ValueTask ReceivedAsync(PeerConnection connection, MessageBatch batch)
    {
        ValueTask<bool> posted =
            mailbox.ReceivedAsync(new TorrentEvent(TorrentEventKind.Received, connection, batch));
        if (!posted.IsCompletedSuccessfully) return FinishAsync(posted, batch);
        if (!posted.Result) Drop(batch);
        return ValueTask.CompletedTask;
    }

    public void Sent(PeerConnection connection, long payloadBytes, long totalBytes)
    {
        if (payloadBytes > 0)
            mailbox.Post(new TorrentEvent(TorrentEventKind.Sent, connection, Number: payloadBytes));
    }

    public void Closed(PeerConnection connection, DisconnectReason reason, string? detail) =>
        mailbox.Post(new TorrentEvent(TorrentEventKind.Closed, connection, Number: (long)reason));

    private async ValueTask FinishAsync(ValueTask<bool> posted, MessageBatch batch)
    {
        if (!await posted) Drop(batch);
    }

    // The torrent was removed meanwhile.
    private void Drop(MessageBatch batch)
    {
        batch.Discard();
        batches.Return(batch);
    }
}
