using CsCheck;
using GSTorrent.Application.Access;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Tests.Access;

public sealed class TokenStoreTests : IDisposable
{
    private readonly StateFolder _folder = new();
    private TokenStore _tokens;

    public TokenStoreTests()
    {
        _folder.Open();
        _tokens = New();
    }

    [Fact]
    public async Task A_token_works_until_it_is_revoked_also_after_a_restart()
    {
        var (token, secret) = (await _tokens.CreateAsync("sonarr", AccessRole.Control, null)).Value;
        Assert.Matches("^gst_[A-Za-z0-9_-]{43}$", secret);
        Assert.Equal(AccessRole.Control, _tokens.Authenticate(secret)?.Role);
        Reopen();
        Assert.Equal("sonarr", _tokens.Authenticate(secret)?.Name);
        Assert.Null(await _tokens.RevokeAsync(token.Id));
        Assert.Null(_tokens.Authenticate(secret));
        Reopen();
        Assert.Null(_tokens.Authenticate(secret));
        Assert.Equal("token-not-found", (await _tokens.RevokeAsync(token.Id))?.Code);
    }

    [Fact]
    public async Task A_token_ends_at_its_time()
    {
        long end = _folder.Clock.GetUtcNow().ToUnixTimeMilliseconds() + 1_000;
        string secret = (await _tokens.CreateAsync("", AccessRole.Read, end)).Value.Secret;
        Assert.NotNull(_tokens.Authenticate(secret));
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_tokens.Authenticate(secret));
        Assert.Equal("bad-request", (await _tokens.CreateAsync("", AccessRole.Read, end)).Error?.Code);
        Assert.Equal("bad-request", (await _tokens.CreateAsync("", AccessRole.Read, long.MaxValue)).Error?.Code);
        Assert.Equal("bad-request", (await _tokens.CreateAsync("a\nb", AccessRole.Read, null)).Error?.Code);
    }

    [Fact]
    public async Task The_last_use_is_kept_to_about_a_minute()
    {
        string secret = (await _tokens.CreateAsync("", AccessRole.Read, null)).Value.Secret;
        long now = _folder.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        _tokens.Authenticate(secret);
        _folder.Clock.Advance(TimeSpan.FromSeconds(30));
        _tokens.Authenticate(secret);
        Reopen();
        Assert.Equal(now, Assert.Single(_tokens.All).LastUsedUnixMs);
    }

    [Fact]
    public async Task The_local_token_is_made_once_and_again_if_it_is_damaged()
    {
        Assert.Null(await _tokens.EnsureLocalAsync(_folder.Place));
        string first = await File.ReadAllTextAsync(_folder.PathOf("token"));
        Assert.Equal(AccessRole.Admin, _tokens.Authenticate(first.Trim())?.Role);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.PathOf("token")));
        Reopen();
        Assert.Null(await _tokens.EnsureLocalAsync(_folder.Place));
        Assert.Equal(first, await File.ReadAllTextAsync(_folder.PathOf("token")));
        await File.WriteAllTextAsync(_folder.PathOf("token"), first[..10]);
        Assert.Null(await _tokens.EnsureLocalAsync(_folder.Place));
        string second = await File.ReadAllTextAsync(_folder.PathOf("token"));
        Assert.NotNull(_tokens.Authenticate(second.Trim()));
        Assert.Null(_tokens.Authenticate(first.Trim()));
        Assert.Single(_tokens.All);
        Reopen();
        Assert.Single(_tokens.All);
    }

    [Fact]
    public async Task A_revoked_local_token_has_a_successor()
    {
        Assert.Null(await _tokens.EnsureLocalAsync(_folder.Place));
        string first = (await File.ReadAllTextAsync(_folder.PathOf("token"))).Trim();
        Assert.Null(await _tokens.RevokeAsync("local"));
        Assert.Null(_tokens.Authenticate(first));
        string second = (await File.ReadAllTextAsync(_folder.PathOf("token"))).Trim();
        Assert.Equal(AccessRole.Admin, _tokens.Authenticate(second)?.Role);
    }

    [Fact]
    public async Task No_secret_is_in_any_file_but_the_local_one()
    {
        string secret = (await _tokens.CreateAsync("", AccessRole.Read, null)).Value.Secret;
        await _tokens.EnsureLocalAsync(_folder.Place);
        string local = (await File.ReadAllTextAsync(_folder.PathOf("token"))).Trim();
        _folder.Close();
        foreach (string path in Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories))
        {
            string content = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path));
            Assert.DoesNotContain(secret[4..], content, StringComparison.Ordinal);
            if (Path.GetFileName(path) != "token") Assert.DoesNotContain(local[4..], content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_the_exact_secret_is_let_in()
    {
        string secret = (await _tokens.CreateAsync("", AccessRole.Admin, null)).Value.Secret;
        Assert.Null(_tokens.Authenticate(null));
        Assert.Null(_tokens.Authenticate(secret + " "));
        Gen.Select(Gen.Int[0, secret.Length - 1], Gen.Char).Where((at, letter) => secret[at] != letter)
            .Sample((at, letter) => _tokens.Authenticate(secret[..at] + letter + secret[(at + 1)..]) is null);
        Gen.String.Sample(text => _tokens.Authenticate(text) is null);
    }

    public void Dispose() => _folder.Dispose();

    private TokenStore New() => new(_folder.Loaded, _folder.Database, _folder.Clock);

    private void Reopen()
    {
        _folder.Reopen();
        _tokens = New();
    }
}
