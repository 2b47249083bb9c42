using GSTorrent.MetainfoFormat;

namespace GSTorrent.Engine.Tests;

/// <summary>Metainfo without content, for what only counts pieces and files.</summary>
internal static class TestMetainfo
{
    public static Metainfo Of(int pieceLength, params int[] fileLengths)
    {
        int total = fileLengths.Sum();
        var builder = new MetainfoBuilder
        {
            Name = "content",
            PieceLength = pieceLength,
            Files = [.. fileLengths.Select((length, index) => new CreationFile($"f{index}", length))],
        };
        byte[] bytes = builder.BuildV1(new byte[(total + pieceLength - 1) / pieceLength * 20]);
        Assert.True(Metainfo.TryParse(bytes, out Metainfo? metainfo, out MetainfoError? error), error?.Message);
        return metainfo!;
    }
}
