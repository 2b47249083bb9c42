using GSTorrent.Primitives;

namespace GSTorrent.Transport.Tcp;

/// <summary>How long each side of a connection has been silent, seen from heartbeats. Not thread-safe.</summary>
internal sealed class IdleWatch(PeerConnectionSettings settings)
{
    private MonotonicTime _lastReceived = MonotonicTime.Never;
    private MonotonicTime _lastSent = MonotonicTime.Never;
    private long _receivedBytes;
    private long _sentBytes;
    private bool _isSending;

    /// <param name="receivedBytes">Bytes received so far.</param>
    /// <param name="isWaitingForPeer">False if we hold the peer back: it is not to blame.</param>
    /// <param name="now">The time.</param>
    public void NoteReceiver(long receivedBytes, bool isWaitingForPeer, MonotonicTime now)
    {
        bool isActive = receivedBytes != _receivedBytes || !isWaitingForPeer || _lastReceived == MonotonicTime.Never;
        if (isActive) _lastReceived = now;
        _receivedBytes = receivedBytes;
    }

    /// <param name="sentBytes">Bytes sent so far.</param>
    /// <param name="isSending">Is a send under way?</param>
    /// <param name="now">The time.</param>
    public void NoteSender(long sentBytes, bool isSending, MonotonicTime now)
    {
        bool isActive = sentBytes != _sentBytes || isSending != _isSending || _lastSent == MonotonicTime.Never;
        if (isActive) _lastSent = now;
        _sentBytes = sentBytes;
        _isSending = isSending;
    }

    /// <summary>Has the peer been silent for too long?</summary>
    public bool IsIdle(MonotonicTime now) => now - _lastReceived >= settings.IdleTimeoutMs;

    /// <summary>Has one send been under way for too long?</summary>
    public bool IsSendStuck(MonotonicTime now) => _isSending && now - _lastSent >= settings.SendTimeoutMs;

    /// <summary>Is it time to show that we are there?</summary>
    public bool IsKeepAliveDue(MonotonicTime now) => !_isSending && now - _lastSent >= settings.KeepAliveMs;
}
