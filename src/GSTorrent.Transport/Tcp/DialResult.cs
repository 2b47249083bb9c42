using System.Net.Sockets;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>How an attempt to connect ended.</summary>
/// <param name="Socket">Connected, the caller's to dispose; null if it failed.</param>
/// <param name="Reason">Why it failed; <see cref="DisconnectReason.None"/> if it did not.</param>
/// <param name="Detail">More about the failure, if there is more.</param>
public readonly record struct DialResult(Socket? Socket, DisconnectReason Reason, string? Detail);
