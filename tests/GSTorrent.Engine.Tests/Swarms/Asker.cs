using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Engine.Tests.Swarms;

/// <summary>A peer that asks an engine for single blocks, one after the other.</summary>
internal sealed class Asker(TestTorrent torrent) : IDisposable
{
    private readonly TcpClient _client = new(AddressFamily.InterNetwork);

    public async Task DialAsync(IPEndPoint engine)
    {
        await _client.ConnectAsync(engine, TestContext.Current.CancellationToken);
        var handshake = new Handshake(
            torrent.Metainfo.InfoHash, PeerId.Create("-XX0000-"u8, new Random(5)), ReservedBits.Fast);
        var bytes = new byte[Handshake.Length];
        HandshakeWriter.Write(handshake, bytes);
        await _client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
        await _client.GetStream().ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        await SendAsync(PeerMessage.HaveNone);
        await SendAsync(PeerMessage.Interested);
        await ReadUntilAsync(MessageKind.Unchoke, MessageKind.Unchoke);
    }

    /// <summary>The block, or null if the request was refused.</summary>
    public async Task<byte[]?> AskAsync(int piece, int block)
    {
        BlockRequest request = torrent.Metainfo.Geometry.RequestOf(piece, block);
        await SendAsync(PeerMessage.ForRequest(request));
        byte[] answer = await ReadUntilAsync(MessageKind.Piece, MessageKind.Reject);
        return answer[0] == (byte)MessageKind.Piece ? answer[9..] : null;
    }

    /// <summary>Asks for all at once; the blocks by their request.</summary>
    public async Task<Dictionary<BlockRequest, byte[]>> AskAllAsync(IReadOnlyList<BlockRequest> requests)
    {
        foreach (BlockRequest request in requests) await SendAsync(PeerMessage.ForRequest(request));
        Dictionary<BlockRequest, byte[]> blocks = [];
        for (int i = 0; i < requests.Count; i++)
        {
            byte[] answer = await ReadUntilAsync(MessageKind.Piece, MessageKind.Piece);
            int piece = BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(1));
            int offset = BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(5));
            blocks[new BlockRequest(piece, offset, answer.Length - 9)] = answer[9..];
        }

        return blocks;
    }

    public void Dispose() => _client.Dispose();

    private async Task<byte[]> ReadUntilAsync(MessageKind one, MessageKind other)
    {
        var prefix = new byte[4];
        while (true)
        {
            await _client.GetStream().ReadExactlyAsync(prefix, TestContext.Current.CancellationToken);
            var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix)];
            await _client.GetStream().ReadExactlyAsync(frame, TestContext.Current.CancellationToken);
            if (frame.Length > 0 && (frame[0] == (byte)one || frame[0] == (byte)other)) return frame;
        }
    }

    private async Task SendAsync(PeerMessage message)
    {
        var bytes = new byte[WireWriter.SizeOf(message)];
        WireWriter.Write(message, bytes);
        await _client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
    }
}
