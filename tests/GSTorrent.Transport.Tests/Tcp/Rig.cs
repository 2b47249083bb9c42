using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tests.Tcp;

/// <summary>
/// A connection under test with a bare socket at its other end, over loopback, and pools that tell of leaks.
/// </summary>
internal sealed class Rig : IAsyncDisposable
{
    private Rig(Socket far, Socket near, Func<PeerConnectionSettings, PeerConnectionSettings>? change)
    {
        Far = far;
        Settings = new PeerConnectionSettings { Blocks = Blocks, Batches = Batches, Slabs = Slabs };
        if (change is not null) Settings = change(Settings);
        Sink = new RecordingSink(Batches);
        Connection = new PeerConnection(near, Sink, Settings);
    }

    public BlockPool Blocks { get; } = new();

    public MessageBatchPool Batches { get; } = new(16);

    public SlabPool Slabs { get; } = new();

    public UploadSlabPool Uploads { get; } = new();

    public PeerConnectionSettings Settings { get; }

    public RecordingSink Sink { get; }

    public PeerConnection Connection { get; }

    /// <summary>The peer's end.</summary>
    public Socket Far { get; }

    public static async Task<Rig> CreateAsync(
        IPAddress? address = null,
        Func<PeerConnectionSettings, PeerConnectionSettings>? change = null,
        bool start = true)
    {
        (Socket far, Socket near) = await ConnectAsync(address ?? IPAddress.Loopback);
        var rig = new Rig(far, near, change);
        if (start) rig.Connection.Start();
        return rig;
    }

    public static async Task<(Socket Far, Socket Near)> ConnectAsync(IPAddress address)
    {
        using var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, 0));
        listener.Listen(1);
        var far = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await far.ConnectAsync(listener.LocalEndPoint!);
        Socket near = await listener.AcceptAsync();
        near.NoDelay = true;
        return (far, near);
    }

    public static byte[] Encode(in PeerMessage message)
    {
        byte[] bytes = new byte[WireWriter.SizeOf(message)];
        WireWriter.Write(message, bytes);
        return bytes;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await Far.SendAsync(bytes)..];
    }

    public async Task<byte[]> ReceiveAsync(int count)
    {
        byte[] bytes = new byte[count];
        for (int filled = 0; filled < count;)
        {
            int received = await Far.ReceiveAsync(bytes.AsMemory(filled)).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.NotEqual(0, received);
            filled += received;
        }

        return bytes;
    }

    public async Task<DisconnectReason> ReasonAsync() =>
        (await Sink.Closed.WaitAsync(TimeSpan.FromSeconds(30))).Reason;

    /// <summary>Closes and sees to it that every buffer is back and the end was told once.</summary>
    public async ValueTask DisposeAsync()
    {
        Connection.Close(DisconnectReason.Shutdown);
        await ReasonAsync();
        Far.Dispose();
        Assert.Equal(1, Sink.ClosedCount);
        Assert.Equal(0, Blocks.RentedCount);
        Assert.Equal(0, Slabs.RentedCount);
        Assert.Equal(0, Uploads.RentedCount);
    }
}
