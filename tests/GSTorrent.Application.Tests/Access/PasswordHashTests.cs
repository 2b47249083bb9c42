using CsCheck;
using GSTorrent.Application.Access;

namespace GSTorrent.Application.Tests.Access;

public sealed class PasswordHashTests
{
    private const int FewRounds = 2;

    [Fact]
    public void It_is_slow_salted_and_holds_no_password()
    {
        string one = PasswordHash.Create("correct horse"), other = PasswordHash.Create("correct horse");
        Assert.Matches(@"^pbkdf2-sha512\$210000\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{86}==$", one);
        Assert.NotEqual(one, other);
        Assert.True(PasswordHash.Verify("correct horse", one));
        Assert.False(PasswordHash.Verify("correct horsf", one));
    }

    // From Python 3: hashlib.pbkdf2_hmac('sha512', 'pässwörd'.encode(), bytes(range(16)), 1000).
    [Fact]
    public void Another_implementation_agrees() => Assert.True(PasswordHash.Verify(
        "pässwörd",
        "pbkdf2-sha512$1000$AAECAwQFBgcICQoLDA0ODw==$"
            + "tesGdwmZwygAGYLzLiZnuLe7u7U7QwD64kd8Dxsmq1czniS4pZHyb0gH6ZCWHMgN1oFJ7mpRl1LVshQSj7oYVw=="));

    [Fact]
    public void Only_the_exact_password_fits() =>
        Gen.Select(Gen.String[1, 20], Gen.String[1, 20]).Sample((right, other) =>
        {
            string stored = PasswordHash.Create(right, FewRounds);
            return PasswordHash.Verify(right, stored) && PasswordHash.Verify(other, stored) == (right == other);
        });

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("pbkdf2-sha512$2$AAAA$AAAA")]
    [InlineData("pbkdf2-sha512$0$AAECAwQFBgcICQoLDA0ODw==$AAAA")]
    [InlineData("pbkdf2-sha512$999999999999$AAECAwQFBgcICQoLDA0ODw==$AAAA")]
    [InlineData("md5$2$AAECAwQFBgcICQoLDA0ODw==$AAAA")]
    public void A_damaged_text_fits_no_password(string stored) => Assert.False(PasswordHash.Verify("secret", stored));

    [Fact]
    public void Any_damage_fits_no_password()
    {
        string stored = PasswordHash.Create("secret", FewRounds);
        Gen.Select(Gen.Int[0, stored.Length - 1], Gen.Char['!', '~']).Sample((at, letter) =>
        {
            string damaged = stored[..at] + letter + stored[(at + 1)..];
            return !PasswordHash.Verify("another", damaged);
        });
    }
}
