using GSTorrent.Wire;

namespace GSTorrent.Engine.Tests.Swarms;

/// <summary>
/// A magnet link completes from the honest peer, whatever two others claim about the metainfo (BEP 9).
/// </summary>
public sealed class MetadataLieTests
{
    private const int Piece = MetadataMessage.PieceLength;

    [Theory]
    [InlineData("silence")]
    [InlineData("reject")]
    [InlineData("rubbish")]
    [InlineData("zeros")]
    [InlineData("wrong size")]
    [InlineData("huge size")]
    [InlineData("short block")]
    public async Task A_magnet_completes(string lie)
    {
        // More than one block of metainfo: 1,500 pieces.
        using var torrent = new TestTorrent(seed: 1, pieceLength: 16_384, ("file.bin", 1500 * 16_384));
        int size = torrent.Metainfo.InfoBytes.Length;
        Assert.True(size > Piece);
        ScriptedPeer[] liars = [.. Enumerable.Range(40, 2).Select(number => Liar(torrent, (byte)number, lie, size))];
        await using var seeder = new TestEngine(seed: 1);
        await using var leecher = new TestEngine(seed: 2);
        seeder.Add(torrent, torrent.FolderWithContent("seed"));
        await seeder.WhenSeedingAsync();
        leecher.AddMagnet(torrent, torrent.Folder("leech"), [.. liars.Select(liar => liar.Address), seeder.Address]);
        await leecher.WhenAsync(torrent, snapshot => snapshot.HasMetainfo);
        await leecher.StopCleanlyAsync();
        foreach (ScriptedPeer liar in liars) await liar.DisposeAsync();
    }

    private static ScriptedPeer Liar(TestTorrent torrent, byte number, string lie, int size)
    {
        int claimed = lie switch
        {
            "wrong size" => size - 5000,
            "huge size" => MetadataMessage.MaxTotalSize,
            _ => size,
        };
        return new ScriptedPeer(torrent, number)
        {
            Extended = new ExtendedHandshake { UtMetadata = ExtendedIds.UtMetadata, MetadataSize = claimed },
            Metadata = piece => lie switch
            {
                "silence" => null,
                "reject" => MetadataMessage.Reject(piece),
                "rubbish" => "d8:msg_typei1e5:piece"u8.ToArray(),
                "short block" => MetadataMessage.ForData(piece, claimed, new byte[10]),
                _ => MetadataMessage.ForData(piece, claimed, new byte[MetadataMessage.LengthOf(piece, claimed)]),
            },
        };
    }
}
