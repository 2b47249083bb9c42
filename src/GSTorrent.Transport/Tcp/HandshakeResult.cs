using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>How a handshake ended.</summary>
/// <param name="Theirs">What the peer sent, if it succeeded.</param>
/// <param name="Reason">Why it failed; <see cref="DisconnectReason.None"/> if it did not.</param>
/// <param name="Detail">More about the failure, if there is more.</param>
public readonly record struct HandshakeResult(Handshake Theirs, DisconnectReason Reason, string? Detail)
{
    /// <summary>Are both handshakes through?</summary>
    public bool IsSuccess => Reason == DisconnectReason.None;

    internal static HandshakeResult Failed(DisconnectReason reason, string? detail = null) =>
        new(default, reason, detail);
}
