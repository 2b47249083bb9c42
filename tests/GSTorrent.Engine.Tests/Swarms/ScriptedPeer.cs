using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Engine.Tests.Swarms;

/// <summary>A peer on an address of its own that claims to have everything and answers as it is told.</summary>
internal sealed class ScriptedPeer : IAsyncDisposable
{
    private readonly TestTorrent _torrent;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private int _connections;

    /// <param name="torrent">What it claims to have.</param>
    /// <param name="lastNumber">It is at 127.0.0.x.</param>
    public ScriptedPeer(TestTorrent torrent, byte lastNumber)
    {
        _torrent = torrent;
        _listener = new TcpListener(new IPAddress([127, 0, 0, lastNumber]), 0);
        _listener.Start();
        Id = PeerId.Create("-XX0000-"u8, new Random(lastNumber));
        _loop = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public PeerId Id { get; init; }

    /// <summary>Changes a block before it is sent; by default it is sent as it is.</summary>
    public Action<BlockRequest, byte[]> Spoil { get; init; } = (_, _) => { };

    /// <summary>What it says in its extended handshake (BEP 10).</summary>
    public ExtendedHandshake Extended { get; init; } = new();

    /// <summary>Answers a question for a piece of the info dictionary; null is silence.</summary>
    public Func<int, byte[]?> Metadata { get; init; } = _ => null;

    /// <summary>Handshakes that went well.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Dials an engine from its own address and serves it; done when the connection ends.</summary>
    /// <returns>Did the engine shake hands?</returns>
    public async Task<bool> DialAsync(IPEndPoint engine)
    {
        int before = Connections;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(Address.Address, 0));
        await socket.ConnectAsync(engine, _stop.Token);
        await ServeAsync(socket);
        return Connections > before;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> all = [];
        try
        {
            while (!_stop.IsCancellationRequested) all.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException
            or InvalidOperationException)
        {
            // The test is over.
        }

        await Task.WhenAll(all);
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var ours = new byte[Handshake.Length];
            const ReservedBits Reserved = ReservedBits.ExtensionProtocol | ReservedBits.Fast;
            HandshakeWriter.Write(new Handshake(_torrent.Metainfo.InfoHash, Id, Reserved), ours);
            await stream.WriteAsync(ours, _stop.Token);
            await stream.ReadExactlyAsync(ours, _stop.Token);
            Interlocked.Increment(ref _connections);
            await SendAsync(stream, PeerMessage.HaveAll);
            await SendAsync(stream, PeerMessage.Extended(ExtendedIds.Handshake, Extended.ToBytes()));
            await SendAsync(stream, PeerMessage.Unchoke);
            while (true) await AnswerAsync(stream, await ReadFrameAsync(stream));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The engine had enough, or the test is over.
        }
    }

    private async Task<byte[]> ReadFrameAsync(NetworkStream stream)
    {
        var prefix = new byte[4];
        await stream.ReadExactlyAsync(prefix, _stop.Token);
        var frame = new byte[4 + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(prefix)];
        prefix.CopyTo(frame, 0);
        await stream.ReadExactlyAsync(frame.AsMemory(4), _stop.Token);
        return frame;
    }

    private async Task AnswerAsync(NetworkStream stream, byte[] frame)
    {
        ReadStatus status = WireReader.TryRead(
            frame, WireLimits.ForPieceCount(1_000_000), out RawMessage message, out _, out DisconnectReason reason);
        Assert.True(status == ReadStatus.Done, reason.ToString());
        if (message.Kind == MessageKind.Request)
        {
            var request = new BlockRequest(message.Piece, message.Offset, message.Length);
            byte[] block = _torrent.BlockOf(request).ToArray();
            Spoil(request, block);
            var head = new byte[WireReader.PieceHeaderLength];
            WireWriter.WritePieceHeader(head, request);
            await stream.WriteAsync((byte[])[.. head, .. block], _stop.Token);
        }
        else if (message.Kind == MessageKind.Extended && message.ExtendedId == ExtendedIds.UtMetadata
            && MetadataMessage.TryParse(message.Payload.ToArray(), out MetadataMessage question)
            && question.Kind == MetadataMessageKind.Request && Metadata(question.Piece) is { } answer)
        {
            await SendAsync(stream, PeerMessage.Extended(ExtendedIds.UtMetadata, answer));
        }
    }

    private async Task SendAsync(NetworkStream stream, PeerMessage message)
    {
        var bytes = new byte[WireWriter.SizeOf(message)];
        WireWriter.Write(message, bytes);
        await stream.WriteAsync(bytes, _stop.Token);
    }
}
