using System.Net;
using System.Net.Sockets;
using GSTorrent.Application;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Server.Control;

/// <summary>
/// Sockets that hold the control addresses before anything else is opened: a port that is taken is told without
/// touching the state. Nobody is answered yet.
/// </summary>
internal sealed class ControlSockets : IDisposable
{
    private readonly Dictionary<string, Socket> _waiting = new(StringComparer.Ordinal);
    private readonly List<ControlAddress> _addresses = [];

    /// <summary>Where they are bound, with ports that were picked.</summary>
    public IReadOnlyList<ControlAddress> Addresses => _addresses;

    public static Result<ControlSockets> Bind(IReadOnlyList<ControlAddress> addresses)
    {
        var sockets = new ControlSockets();
        foreach (ControlAddress address in addresses)
        {
            if (sockets.Bind(address) is not { } error) continue;
            sockets.Dispose();
            return error;
        }

        return sockets;
    }

    /// <summary>Hands a socket over to the one who will listen on it.</summary>
    public Socket Take(EndPoint address) => _waiting.Remove(address.ToString()!, out Socket? socket)
        ? socket
        : throw new InvalidOperationException($"{address} is not bound.");

    public void Dispose()
    {
        foreach (Socket socket in _waiting.Values) socket.Dispose();
        _waiting.Clear();
    }

    private AppError? Bind(ControlAddress address)
    {
        try
        {
            string? path = address.EndPoint is UnixDomainSocketEndPoint unix ? unix.ToString() : null;
            if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
                return new AppError("address-invalid", $"cannot listen on {path}: there is no directory {folder}");
            if (path is not null && Clear(path) is { } inTheWay) return inTheWay;
            Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(address.EndPoint);

            // Nobody can connect before the socket listens, so nobody comes in between.
            if (path is not null && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

            // Until one listens, another may be bound to the same port. Who connects waits until the server starts.
            if (path is null) socket.Listen();
            ControlAddress bound = path is null ? address with { EndPoint = socket.LocalEndPoint! } : address;
            _addresses.Add(bound);
            _waiting.Add(bound.EndPoint.ToString()!, socket);
            return null;
        }
        catch (Exception refused) when (refused is SocketException or IOException or UnauthorizedAccessException)
        {
            return new AppError("address-in-use", $"cannot listen on {address.EndPoint}: {refused.Message}");
        }
    }

    // A socket file outlasts a process that was killed; one that still answers belongs to somebody.
    private static AppError? Clear(string path)
    {
        if (!File.Exists(path)) return null;
        if (!IsSocket(path))
            return new AppError("address-in-use", $"cannot listen on {path}: a file is in the way");
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return new AppError("address-in-use", $"cannot listen on {path}: another program does");
        }
        catch (SocketException)
        {
            File.Delete(path);
            return null;
        }
    }

    // Sockets are the files that cannot be opened.
    private static bool IsSocket(string path)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
