using System.Security.Cryptography;

namespace GSTorrent.MetainfoFormat.Tests;

/// <summary>Small valid torrents to change one thing of.</summary>
internal static class Torrents
{
    public const int PieceLength = 16384;

    public static (string Key, object Value)[] SingleInfo { get; } = Ben.Dict(
        ("length", 20_000), ("name", "file.bin"), ("piece length", PieceLength), ("pieces", new string('x', 40)));

    public static (string Key, object Value)[] MultiInfo(params object[] files) => Ben.Dict(
        ("files", files), ("name", "folder"), ("piece length", PieceLength), ("pieces", new string('x', 20)));

    public static (string Key, object Value)[] FileOf(int length, params object[] path) =>
        Ben.Dict(("length", length), ("path", path));

    public static (string Key, object Value)[] Leaf(long length, byte[]? root) => Ben.Dict(
        ("", length > 0 ? Ben.Dict(("length", length), ("pieces root", root!)) : Ben.Dict(("length", length))));

    public static byte[] Root(byte seed) => SHA256.HashData([seed]);

    public static (string Key, object Value)[] V2Info { get; } = Ben.Dict(
        ("file tree", Ben.Dict(("a", Leaf(100, Root(1))), ("b", Leaf(200, Root(2))))),
        ("meta version", 2), ("name", "folder"), ("piece length", PieceLength));

    public static byte[] File((string Key, object Value)[] info, params (string, object)[] outer) =>
        Ben.Bytes(Ben.Dict([.. outer, ("info", info)]).With("none", null));

    public static Metainfo Accepted((string Key, object Value)[] info, params (string, object)[] outer)
    {
        Assert.True(Metainfo.TryParse(File(info, outer), out Metainfo? metainfo, out MetainfoError? error),
            error?.Message);
        return metainfo;
    }

    public static MetainfoError Refused(byte[] file)
    {
        Assert.False(Metainfo.TryParse(file, out Metainfo? metainfo, out MetainfoError? error));
        Assert.Null(metainfo);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        return error;
    }

    public static string CodeOf((string Key, object Value)[] info) => Refused(File(info)).Code;
}
