using CsCheck;

namespace GSTorrent.MetainfoFormat.Tests;

public sealed class MagnetLinkTests
{
    private const string Hex = "c12fe1c06bba254a9dc9f519b335aa7c1367a88a";
    private const string Hex2 = "caf1e1c30e81cb361b9ee167c4aa64228a7fa4fa9f6105232b28ad099f3a302e";

    private static MagnetLink Accepted(string text)
    {
        Assert.True(MagnetLink.TryParse(text, out MagnetLink? link, out MetainfoError? error), error?.Message);
        return link;
    }

    private static string CodeOf(string text)
    {
        Assert.False(MagnetLink.TryParse(text, out MagnetLink? link, out MetainfoError? error));
        Assert.Null(link);
        return error.Code;
    }

    [Theory]
    [InlineData("magnet:?xt=urn:btih:" + Hex)]
    [InlineData("MAGNET:?XT=URN:BTIH:C12FE1C06BBA254A9DC9F519B335AA7C1367A88A")]
    [InlineData("  magnet:?dn=x&xt=urn%3Abtih%3A" + Hex + "\n")]
    [InlineData("magnet:?xt.1=urn:sha1:ABC&amp;xt.2=urn:btih:" + Hex)]
    [InlineData("magnet:?xt=urn:btih:YEX6DQDLXISUVHOJ6UM3GNNKPQJWPKEK")]
    public void Reads_the_info_hash(string text)
    {
        MagnetLink link = Accepted(text);
        Assert.Equal(Hex, link.InfoHash.ToString());
        Assert.Null(link.InfoHashV2);
        Assert.False(link.IsV2Only);
    }

    [Fact]
    public void Reads_v2_alone_and_both()
    {
        MagnetLink v2 = Accepted("magnet:?xt=urn:btmh:1220" + Hex2);
        Assert.True(v2.IsV2Only);
        Assert.Equal(Hex2[..40], v2.InfoHash.ToString());
        MagnetLink both = Accepted($"magnet:?xt=urn:btmh:1220{Hex2}&xt=urn:btih:{Hex}");
        Assert.False(both.IsV2Only);
        Assert.Equal(Hex, both.InfoHash.ToString());
        Assert.Equal(Hex2, Convert.ToHexStringLower(both.InfoHashV2!));
    }

    [Fact]
    public void Reads_everything_else()
    {
        MagnetLink link = Accepted(
            $"magnet:?xt=urn:btih:{Hex}&dn=a+b%20%C3%A4&tr=udp%3A%2F%2Ft.example%3A80&tr.1=http://u.example/a"
            + "&tr=udp%3A%2F%2Ft.example%3A80&tr=nonsense&ws=http://w.example/x&x.pe=1.2.3.4:5&x.pe=[::1]:6"
            + "&x.pe=host.example:7&x.pe=1.2.3.4:0&x.pe=:5&x.pe=a&so=0,2,4-6,5&unknown=1&flag");
        Assert.Equal("a b ä", link.DisplayName);
        Assert.Equal(["udp://t.example:80", "http://u.example/a"], link.Trackers);
        Assert.Equal(["http://w.example/x"], link.WebSeeds);
        Assert.Equal(["1.2.3.4:5", "[::1]:6", "host.example:7"], link.PeerAddresses);
        Assert.Equal([0, 2, 4, 5, 6], link.SelectedFiles);
        MagnetLink again = Accepted(link.ToString());
        Assert.Equal(link.ToString(), again.ToString());
        Assert.Equal(link.DisplayName, again.DisplayName);
        Assert.Equal(link.Trackers, again.Trackers);
        Assert.Equal(link.SelectedFiles, again.SelectedFiles);
    }

    [Theory]
    [InlineData("", "magnet-invalid")]
    [InlineData("http://example.com/", "magnet-invalid")]
    [InlineData("magnet:", "magnet-invalid")]
    [InlineData("magnet:?", "magnet-without-hash")]
    [InlineData("magnet:?dn=x", "magnet-without-hash")]
    [InlineData("magnet:?xt=urn:btih:", "magnet-hash-invalid")]
    [InlineData("magnet:?xt=urn:btih:" + Hex + "0", "magnet-hash-invalid")]
    [InlineData("magnet:?xt=urn:btih:g12fe1c06bba254a9dc9f519b335aa7c1367a88a", "magnet-hash-invalid")]
    [InlineData("magnet:?xt=urn:btih:1EX6DQDLXISUVHOJ6UM3GNNKPQJWPKEK", "magnet-hash-invalid")]
    [InlineData("magnet:?xt=urn:btmh:" + Hex2, "magnet-hash-invalid")]
    [InlineData("magnet:?xt=urn:btmh:1120" + Hex2, "magnet-hash-invalid")]
    [InlineData("magnet:?xt=urn:btih:" + Hex + "&xt=urn:btih:0000000000000000000000000000000000000000",
        "magnet-hash-ambiguous")]
    [InlineData("magnet:?xt=urn:btih:" + Hex + "&so=1-", "magnet-selection-invalid")]
    [InlineData("magnet:?xt=urn:btih:" + Hex + "&so=-1", "magnet-selection-invalid")]
    [InlineData("magnet:?xt=urn:btih:" + Hex + "&so=5-3", "magnet-selection-invalid")]
    [InlineData("magnet:?xt=urn:btih:" + Hex + "&so=x", "magnet-selection-invalid")]
    [InlineData("magnet:?xt=urn:btih:" + Hex + "&so=0-2147483647", "magnet-selection-invalid")]
    [InlineData("magnet:?xt=urn:btih:" + Hex + "&so=0-400000", "magnet-selection-invalid")]
    [InlineData("magnet:?xt=urn:btih:" + Hex + "&so=99999999999999999999", "magnet-selection-invalid")]
    public void Refuses_what_is_wrong(string text, string code) => Assert.Equal(code, CodeOf(text));

    [Fact]
    public void Lengths_are_capped()
    {
        string start = "magnet:?xt=urn:btih:" + Hex;
        Assert.Equal("magnet-too-long", CodeOf(start + "&dn=" + new string('x', 65536)));
        Assert.Equal("magnet-too-long", CodeOf(start + new string('&', 5) + string.Concat(Enumerable.Repeat("&a=b",
            2001))));
        Assert.Equal(1024, Accepted(start + "&dn=" + new string('x', 5000)).DisplayName!.Length);
        string peers = string.Concat(Enumerable.Range(1, 500).Select(i => $"&x.pe=1.2.3.4:{i}"));
        Assert.Equal(100, Accepted(start + peers).PeerAddresses.Count);
    }

    [Fact]
    public void Mutated_links_never_throw()
    {
        string valid = $"magnet:?xt=urn:btih:{Hex}&xt=urn:btmh:1220{Hex2}&dn=a%20b"
                       + "&tr=udp://t:1&x.pe=[::1]:6&so=0,2,4-6";
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Char, Gen.Int[0, 2]).Array[1, 5].Sample(steps =>
        {
            string text = valid;
            foreach ((int at, char letter, int kind) in steps)
            {
                int place = at % text.Length;
                text = kind == 0 ? text[..place] + letter + text[place..]
                    : kind == 1 ? text[..place] + text[(place + 1)..]
                    : text[..place] + "%" + text[place..];
            }

            bool accepted = MagnetLink.TryParse(text, out MagnetLink? link, out MetainfoError? error);
            Assert.NotEqual(accepted, error is not null);
            if (accepted) Assert.Equal(link!.InfoHash, Accepted(link.ToString()).InfoHash);
        }, iter: 20_000);
    }
}
