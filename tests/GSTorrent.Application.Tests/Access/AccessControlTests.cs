using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;

namespace GSTorrent.Application.Tests.Access;

public sealed class AccessControlTests : IDisposable
{
    private readonly Door _door = new();

    [Fact]
    public async Task A_user_or_any_name_with_a_token_comes_in_with_role_and_category()
    {
        await _door.AddAsync("alice", AccessRole.Control, "tv");
        Caller alice = (await _door.Access.SignInAsync("ALICE", Door.Password, Door.Here)).Value;
        Assert.Equal(("alice", AccessRole.Control, "tv"), (alice.Name, alice.Role, alice.Category));
        string secret = (await _door.Tokens.CreateAsync("sonarr", AccessRole.Read, null, "tv")).Value.Secret;
        Caller sonarr = (await _door.Access.SignInAsync("whoever", secret, Door.Here)).Value;
        Assert.Equal(("sonarr", AccessRole.Read, "tv"), (sonarr.Name, sonarr.Role, sonarr.Category));
        Assert.Equal(sonarr, _door.Access.SignInByToken(secret, Door.Here).Value);
    }

    [Theory]
    [InlineData(257, 9)]
    [InlineData(5, 1_025)]
    public async Task Names_and_passwords_longer_than_any_are_refused_unread_and_count_as_failed(int name, int password)
    {
        string user = new('u', name), secret = new('p', password);
        System.Net.IPAddress from = Door.Address(1);
        for (int i = 0; i < 5; i++) Assert.Equal("not-signed-in", await _door.TryAsync(user, secret, from));
        Assert.Equal("too-many-attempts", await _door.TryAsync(user, secret, from));
        string[] told = _door.Told(JournalKinds.SignInFailed);
        Assert.Equal(5, told.Length);
        Assert.All(told, text => Assert.Contains("longer than any", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sessions_live_while_they_are_used_and_end_when_they_are_closed()
    {
        await _door.AddAsync("alice");
        string secret = await OpenAsync();
        Assert.Matches("^[A-Za-z0-9_-]{43}$", secret);
        for (int day = 0; day < 20; day++)
        {
            _door.Folder.Clock.Advance(TimeSpan.FromDays(6));
            if (day < 14) Assert.Equal("alice", _door.Access.FindSession(secret)?.Name);
        }

        Assert.Null(_door.Access.FindSession(secret));
        secret = await OpenAsync();
        _door.SessionLifetime = TimeSpan.FromMinutes(1);
        _door.Folder.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(_door.Access.FindSession(secret));
        secret = await OpenAsync();
        _door.Access.CloseSession(secret);
        Assert.Null(_door.Access.FindSession(secret));
        Assert.Null(_door.Access.FindSession(null));
        Assert.Null(_door.Access.FindSession(""));
        Assert.Null(_door.Access.FindSession(new string('x', 100_000)));
    }

    [Fact]
    public async Task No_session_lives_for_ever()
    {
        await _door.AddAsync("alice");
        string secret = await OpenAsync();
        int days = 0;
        while (_door.Access.FindSession(secret) is not null && days < 200)
        {
            _door.Folder.Clock.Advance(TimeSpan.FromDays(1));
            days++;
        }

        Assert.Equal(90, days);
    }

    [Fact]
    public async Task A_session_ends_with_the_password_the_user_or_the_token()
    {
        await _door.AddAsync("alice");
        string secret = await OpenAsync();
        await _door.Users.SetPasswordAsync("alice", "another secret");
        Assert.Null(_door.Access.FindSession(secret));
        secret = await OpenAsync("another secret");
        await _door.Users.RemoveAsync("alice");
        Assert.Null(_door.Access.FindSession(secret));
        (var token, string shown) = (await _door.Tokens.CreateAsync("x", AccessRole.Read, null)).Value;
        secret = _door.Access.OpenSession(_door.Access.SignInByToken(shown, Door.Here).Value);
        Assert.NotNull(_door.Access.FindSession(secret));
        await _door.Tokens.RevokeAsync(token.Id);
        Assert.Null(_door.Access.FindSession(secret));
    }

    [Fact]
    public async Task Whoever_opens_sessions_without_end_pushes_only_the_own_ones_out()
    {
        await _door.AddAsync("alice");
        await _door.AddAsync("bob");
        string alices = await OpenAsync();
        Caller bob = (await _door.Access.SignInAsync("bob", Door.Password, Door.Here)).Value;
        string first = _door.Access.OpenSession(bob);
        _door.Folder.Clock.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 100; i++) _door.Access.OpenSession(bob);
        Assert.Null(_door.Access.FindSession(first));
        Assert.NotNull(_door.Access.FindSession(alices));
    }

    [Fact]
    public async Task What_goes_on_for_long_is_told_when_its_right_has_ended()
    {
        await _door.AddAsync("alice");
        Caller direct = (await _door.Access.SignInAsync("alice", Door.Password, Door.Here)).Value;
        string secret = await OpenAsync();
        Caller bySession = _door.Access.FindSession(secret)!;
        Assert.True(_door.Access.IsCurrent(direct) && _door.Access.IsCurrent(bySession));
        _door.Access.CloseSession(secret);
        Assert.False(_door.Access.IsCurrent(bySession));
        Assert.True(_door.Access.IsCurrent(direct));
        await _door.Users.RemoveAsync("alice");
        Assert.False(_door.Access.IsCurrent(direct));
        long end = _door.Folder.Clock.GetUtcNow().ToUnixTimeMilliseconds() + 1_000;
        string token = (await _door.Tokens.CreateAsync("x", AccessRole.Read, end)).Value.Secret;
        Caller byToken = _door.Access.SignInByToken(token, Door.Here).Value;
        Assert.True(_door.Access.IsCurrent(byToken));
        _door.Folder.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_door.Access.IsCurrent(byToken));
    }

    [Fact]
    public async Task A_link_lets_an_admin_in_once_and_within_a_quarter_of_an_hour()
    {
        Assert.Null(await _door.Tokens.EnsureLocalAsync(_door.Folder.Place));
        string link = _door.Access.CreateLink(), late = _door.Access.CreateLink();
        Caller caller = _door.Access.SignInByLink(link, Door.Here).Value;
        Assert.Equal(AccessRole.Admin, caller.Role);
        string session = _door.Access.OpenSession(caller);
        Assert.Equal(AccessRole.Admin, _door.Access.FindSession(session)?.Role);
        Assert.Equal("not-signed-in", _door.Access.SignInByLink(link, Door.Here).Error?.Code);
        _door.Folder.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("not-signed-in", _door.Access.SignInByLink(late, Door.Here).Error?.Code);
        Assert.Equal("not-signed-in", _door.Access.SignInByLink(null, Door.Here).Error?.Code);
        await _door.Tokens.RevokeAsync("local");
        Assert.Null(_door.Access.FindSession(session));
    }

    [Fact]
    public async Task The_journal_tells_who_came_from_where_but_not_all_the_time()
    {
        await _door.AddAsync("alice");
        for (int i = 0; i < 5; i++) await _door.TryAsync("alice", Door.Password, Door.Address(1));
        Assert.Equal("alice signed in from 192.0.2.1.", Assert.Single(_door.Told(JournalKinds.SignedIn)));
        await _door.TryAsync("alice", Door.Password, Door.Address(2));
        Assert.Equal(2, _door.Told(JournalKinds.SignedIn).Length);
        _door.Folder.Clock.Advance(TimeSpan.FromHours(1));
        await _door.TryAsync("alice", Door.Password, Door.Address(1));
        Assert.Equal(3, _door.Told(JournalKinds.SignedIn).Length);
        await _door.TryAsync("alice", "wrong", Door.Address(1));
        Assert.Equal(
            "A sign-in from 192.0.2.1 was refused: wrong password of alice.",
            Assert.Single(_door.Told(JournalKinds.SignInFailed)));
    }

    [Fact]
    public void A_csrf_token_is_of_its_session_and_not_its_secret()
    {
        string one = AccessControl.CsrfTokenOf("one");
        Assert.Equal(64, one.Length);
        Assert.Equal(one, AccessControl.CsrfTokenOf("one"));
        Assert.NotEqual(one, AccessControl.CsrfTokenOf("two"));
    }

    public void Dispose() => _door.Dispose();

    private async Task<string> OpenAsync(string password = Door.Password) =>
        _door.Access.OpenSession((await _door.Access.SignInAsync("alice", password, Door.Here)).Value);
}
