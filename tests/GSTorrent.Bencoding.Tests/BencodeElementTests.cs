using System.Text;

namespace GSTorrent.Bencoding.Tests;

public sealed class BencodeElementTests
{
    [Fact]
    public void Walks_nested_values_in_order()
    {
        BencodeElement root = Bencode.Parse("d4:listli1el1:xe1:ye3:numi7e4:textd1:k1:vee");
        Assert.Equal(3, root.Count);
        var keys = new List<string>();
        foreach (BencodeProperty property in root.EnumerateDictionary())
            keys.Add(Encoding.ASCII.GetString(property.Key.Span));
        Assert.Equal(["list", "num", "text"], keys);
        Assert.True(root.TryGetProperty("list"u8, out BencodeElement list));
        var kinds = new List<BencodeKind>();
        foreach (BencodeElement item in list.EnumerateList()) kinds.Add(item.Kind);
        Assert.Equal([BencodeKind.Integer, BencodeKind.List, BencodeKind.Bytes], kinds);
    }

    [Fact]
    public void Raw_bytes_are_the_input_as_it_stands()
    {
        BencodeElement root = Bencode.Parse("d4:infod1:b0:1:ai1eee");
        Assert.True(root.TryGetProperty("info"u8, out BencodeElement info));
        Assert.Equal("d1:b0:1:ai1ee", Encoding.ASCII.GetString(info.RawBytes.Span));
        Assert.Equal(7, info.Offset);
    }

    [Fact]
    public void The_first_of_repeated_keys_counts()
    {
        Assert.True(Bencode.Parse("d1:ai1e1:ai2ee").TryGetInteger("a"u8, out long value));
        Assert.Equal(1, value);
    }

    [Theory]
    [InlineData("i1e")]
    [InlineData("1:a")]
    [InlineData("le")]
    [InlineData("de")]
    public void Asking_for_another_kind_answers_false(string text)
    {
        BencodeElement element = Bencode.Parse(text);
        Assert.Equal(element.Kind == BencodeKind.Integer, element.TryGetInteger(out _));
        Assert.Equal(element.Kind == BencodeKind.Bytes, element.TryGetBytes(out _));
        Assert.Equal(element.Kind == BencodeKind.Bytes, element.TryGetString(out _));
        Assert.False(element.TryGetProperty("a"u8, out _));
        Assert.False(element.EnumerateList().MoveNext());
        Assert.False(element.EnumerateDictionary().MoveNext());
    }

    [Fact]
    public void The_default_element_answers_false()
    {
        BencodeElement element = default;
        Assert.False(element.IsDefined);
        Assert.False(element.TryGetInteger(out _));
        Assert.False(element.TryGetBytes(out _));
        Assert.False(element.TryGetProperty("a"u8, out _));
        Assert.True(element.RawBytes.IsEmpty);
        Assert.Equal(0, element.Count);
    }

    [Fact]
    public void Strings_must_be_valid_UTF_8_but_bytes_need_not()
    {
        BencodeElement element = Bencode.Parse("2:\xff\xfe");
        Assert.False(element.TryGetString(out _));
        Assert.True(element.TryGetBytes(out ReadOnlyMemory<byte> bytes));
        Assert.Equal([0xff, 0xfe], bytes.ToArray());
        Assert.True(Bencode.Parse("2:\xc3\xa4").TryGetString(out string text));
        Assert.Equal("ä", text);
    }
}
