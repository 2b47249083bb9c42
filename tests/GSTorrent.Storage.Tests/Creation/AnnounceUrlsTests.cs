using CsCheck;

namespace GSTorrent.Storage.Tests.Creation;

public sealed class AnnounceUrlsTests
{
    [Fact]
    public void A_tier_keeps_its_order()
    {
        Assert.True(AnnounceUrls.TryReadTier("http://a/x, udp://b:1,https://c", out IReadOnlyList<string> tier, out _));
        Assert.Equal(["http://a/x", "udp://b:1", "https://c"], tier);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(",", ",")]
    [InlineData("http://a,gopher://x", "gopher://x")]
    [InlineData("tracker", "tracker")]
    [InlineData("http://a,http://", "http://")]
    public void What_is_wrong_is_named(string text, string expected)
    {
        Assert.False(AnnounceUrls.TryReadTier(text, out _, out string wrong));
        Assert.Equal(expected, wrong);
    }

    [Fact]
    public void No_text_breaks_it() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["htpsud:/,.[]% a0"], 0, 24]).Sample(
        text => AnnounceUrls.TryReadTier(text, out IReadOnlyList<string> tier, out string wrong)
            ? tier.All(url => Uri.TryCreate(url, UriKind.Absolute, out _))
            : tier.Count == 0 || wrong.Length > 0 || text.Length == 0);
}
