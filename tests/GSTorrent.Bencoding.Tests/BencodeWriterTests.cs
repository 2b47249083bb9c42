using System.Buffers;
using System.Text;

namespace GSTorrent.Bencoding.Tests;

public sealed class BencodeWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();

    private string Written => Encoding.Latin1.GetString(_output.WrittenSpan);

    [Fact]
    public void Writes_every_kind()
    {
        var writer = new BencodeWriter(_output);
        writer.BeginDictionary();
        writer.Key("a"u8);
        writer.Integer(long.MinValue);
        writer.Key("b"u8);
        writer.BeginList();
        writer.Bytes([0, 255]);
        writer.String("ä");
        writer.String("");
        writer.Raw("i0e"u8);
        writer.End();
        writer.End();
        Assert.Equal("d1:ai-9223372036854775808e1:bl2:\0\u00ff2:\u00c3\u00a40:i0eee", Written);
    }

    [Fact]
    public void Long_texts_are_whole()
    {
        string text = new('x', 100_000);
        new BencodeWriter(_output).String(text);
        Assert.Equal("100000:" + text, Written);
    }

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "a")]
    [InlineData("ab", "a")]
    public void Keys_out_of_order_are_a_bug(string first, string second)
    {
        var writer = new BencodeWriter(_output);
        writer.BeginDictionary();
        writer.Key(Encoding.ASCII.GetBytes(first));
        writer.Integer(1);
        Assert.Throws<InvalidOperationException>(() => writer.Key(Encoding.ASCII.GetBytes(second)));
    }

    [Fact]
    public void Keys_of_an_inner_dictionary_have_their_own_order()
    {
        var writer = new BencodeWriter(_output);
        writer.BeginDictionary();
        writer.Key("m"u8);
        writer.BeginDictionary();
        writer.Key("a"u8);
        writer.Integer(1);
        writer.End();
        writer.Key("n"u8);
        writer.BeginDictionary();
        writer.Key("a"u8);
        writer.Integer(1);
        writer.End();
        writer.End();
        Assert.Equal("d1:md1:ai1ee1:nd1:ai1eee", Written);
    }

    [Fact]
    public void Values_and_keys_in_wrong_places_are_bugs()
    {
        var writer = new BencodeWriter(_output);
        Assert.Throws<InvalidOperationException>(writer.End);
        Assert.Throws<InvalidOperationException>(() => writer.Key("a"u8));
        writer.BeginDictionary();
        Assert.Throws<InvalidOperationException>(() => writer.Integer(1));
        writer.Key("a"u8);
        Assert.Throws<InvalidOperationException>(writer.End);
        Assert.Throws<InvalidOperationException>(() => writer.Key("b"u8));
    }
}
