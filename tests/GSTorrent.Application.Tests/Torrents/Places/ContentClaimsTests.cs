using GSTorrent.Application.Torrents;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Tests.Torrents.Places;

public sealed class ContentClaimsTests
{
    private static readonly InfoHash s_mine = new(new byte[20]);
    private static readonly InfoHash s_other = new([.. Enumerable.Repeat((byte)1, 20)]);

    [Fact]
    public void A_claim_waits_for_all_earlier_ones_of_its_torrent_and_for_no_others()
    {
        var claims = new ContentClaims();
        ContentClaim first = claims.Take(s_mine, files: null);
        ContentClaim second = claims.Take(s_mine, files: null);
        ContentClaim foreign = claims.Take(s_other, files: null);
        ContentClaim third = claims.Take(s_mine, files: null);
        Assert.True(first.Before.IsCompleted);
        Assert.True(foreign.Before.IsCompleted);
        second.Dispose();
        Assert.False(third.Before.IsCompleted);
        first.Dispose();
        Assert.Equal(third, claims.BlockerOf(s_mine, () => null));
        third.Dispose();
        Assert.Null(claims.BlockerOf(s_mine, () => null));
        Assert.Equal(foreign, claims.BlockerOf(s_other, () => null));
    }

    [Fact]
    public async Task It_goes_on_when_all_of_them_are_given_up()
    {
        var claims = new ContentClaims();
        ContentClaim[] earlier = [.. Enumerable.Range(0, 3).Select(_ => claims.Take(s_mine, files: null))];
        ContentClaim last = claims.Take(s_mine, files: null);
        foreach (ContentClaim claim in earlier) claim.Dispose();
        await last.Before;
    }
}
