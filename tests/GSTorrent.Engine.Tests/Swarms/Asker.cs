using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Engine.Tests.Swarms;

/// <summary>A peer that asks an engine for single blocks, one after the other.</summary>
/// <param name="torrent">What it asks for.</param>
/// <param name="number">Peers with the same number have the same id.</param>
internal sealed class Asker(TestTorrent torrent, int number = 5) : IDisposable
{
    private readonly TcpClient _client = new(AddressFamily.InterNetwork);

    public async Task DialAsync(IPEndPoint engine)
    {
        await _client.ConnectAsync(engine, TestContext.Current.CancellationToken);
        var handshake = new Handshake(
            torrent.Metainfo.InfoHash, PeerId.Create("-XX0000-"u8, new Random(number)), ReservedBits.Fast);
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

    /// <summary>All blocks of a piece, one after the other; none may be refused.</summary>
    public async Task TakeAsync(int piece)
    {
        for (int block = 0; block < torrent.Metainfo.Geometry.BlockCountOf(piece); block++)
            Assert.NotNull(await AskAsync(piece, block));
    }

    /// <summary>Asks for all blocks of a piece at once; how many came and how many were refused.</summary>
    public async Task<(int Sent, int Refused)> AskForPieceAsync(int piece)
    {
        int count = torrent.Metainfo.Geometry.BlockCountOf(piece);
        List<BlockRequest> refused = await AskForAsync(
            [.. Enumerable.Range(0, count).Select(block => torrent.Metainfo.Geometry.RequestOf(piece, block))]);
        return (count - refused.Count, refused.Count);
    }

    /// <summary>Asks for all at once; those that were refused.</summary>
    public async Task<List<BlockRequest>> AskForAsync(IReadOnlyList<BlockRequest> requests)
    {
        foreach (BlockRequest request in requests) await SendAsync(PeerMessage.ForRequest(request));
        List<BlockRequest> refused = [];
        for (int i = 0; i < requests.Count; i++)
        {
            byte[] answer = await ReadUntilAsync(MessageKind.Piece, MessageKind.Reject);
            if (answer[0] == (byte)MessageKind.Piece) continue;
            refused.Add(new BlockRequest(
                BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(1)),
                BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(5)),
                BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(9))));
        }

        return refused;
    }

    public Task SayHaveAsync(int piece) => SendAsync(PeerMessage.Have(piece));

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
