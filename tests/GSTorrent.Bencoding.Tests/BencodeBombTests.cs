using System.Text;

namespace GSTorrent.Bencoding.Tests;

/// <summary>Input made to cost time, stack or memory far beyond its size.</summary>
public sealed class BencodeBombTests
{
    public static TheoryData<string, int> Nestings { get; } = new()
    {
        { "l", 1_000_000 }, { "d0:", 1_000_000 }, { "ld0:", 500_000 }, { "d1:al", 500_000 },
    };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Deep_nesting_is_refused_not_recursed(string opening, int times) =>
        Assert.Equal("nested deeper than 100",
            Bencode.Refused(new StringBuilder().Insert(0, opening, times).ToString()).Reason);

    [Fact]
    public void Megabytes_of_digits_are_refused_at_once()
    {
        string digits = new('9', 4_000_000);
        Assert.StartsWith("integer of more than", Bencode.Refused("i" + digits + "e").Reason, StringComparison.Ordinal);
        Assert.Equal("byte string longer than the input", Bencode.Refused(digits + ":").Reason);
    }

    [Fact]
    public void Millions_of_tiny_values_meet_the_limit()
    {
        string values = "l" + new StringBuilder().Insert(0, "le", 3_000_000) + "e";
        Assert.Equal("more than 3000000 values", Bencode.Refused(values).Reason);
    }

    [Fact]
    public void Unsorted_keys_by_the_hundred_thousand_are_checked_for_repeats()
    {
        var text = new StringBuilder("d");
        for (int i = 200_000; i > 0; i--) text.Append("7:").Append($"{i:0000000}").Append("0:");
        Assert.True(BencodeDocument.TryParse(
            Bencode.Bytes(text + "e"), BencodeLimits.Default, out BencodeDocument? once, out _));
        Assert.True(once is { HasUnsortedKeys: true, HasDuplicateKeys: false });
        Assert.True(BencodeDocument.TryParse(
            Bencode.Bytes(text + "7:01000000:e"), BencodeLimits.Default, out BencodeDocument? twice, out _));
        Assert.True(twice is { HasDuplicateKeys: true });
    }

    [Fact]
    public void Nested_unsorted_dictionaries_do_not_multiply_the_work()
    {
        string text = new StringBuilder().Insert(0, "d1:b0:1:a", 99) + "0:" + new string('e', 99);
        Assert.Equal(BencodeKind.Dictionary, Bencode.Parse(text).Kind);
    }
}
