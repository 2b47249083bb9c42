using System.Text;

namespace GSTorrent.Bencoding.Tests;

/// <summary>Short ways to parse text in tests.</summary>
internal static class Bencode
{
    public static byte[] Bytes(string latin1) => Encoding.Latin1.GetBytes(latin1);

    public static BencodeElement Parse(string latin1)
    {
        bool valid = BencodeDocument.TryParse(Bytes(latin1), BencodeLimits.Default, out BencodeDocument? document,
            out BencodeError error);
        Assert.True(valid, error.ToString());
        return document!.Root;
    }

    public static BencodeError Refused(string latin1, BencodeLimits? limits = null)
    {
        bool valid = BencodeDocument.TryParse(Bytes(latin1), limits ?? BencodeLimits.Default, out _,
            out BencodeError error);
        Assert.False(valid, latin1.Length > 100 ? latin1[..100] : latin1);
        Assert.NotEmpty(error.Reason);
        Assert.InRange(error.Offset, 0, latin1.Length);
        return error;
    }
}
