using System.Net.Sockets;

namespace GSTorrent.Transport.Tcp;

/// <summary>How every peer socket is set up.</summary>
internal static class PeerSocket
{
    /// <summary>
    /// No delay, since messages are coalesced before. Buffer sizes are left to the system, which tunes them to the
    /// line; setting them would switch that off.
    /// </summary>
    /// <returns>False if the peer has gone already.</returns>
    public static bool TryConfigure(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
