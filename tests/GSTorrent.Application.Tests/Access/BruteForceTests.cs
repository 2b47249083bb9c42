using System.Net;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;

namespace GSTorrent.Application.Tests.Access;

public sealed class BruteForceTests : IDisposable
{
    private readonly Door _door = new();

    [Fact]
    public async Task Five_failures_lock_an_address_for_longer_and_longer_and_nobody_else()
    {
        await _door.AddAsync("alice");
        await _door.AddAsync("bob");
        IPAddress attacker = Door.Address(1);
        await _door.FailAsync(5, "alice", attacker);
        for (int failures = 6; failures < 12; failures++)
        {
            Assert.Equal("too-many-attempts", await _door.TryAsync("alice", Door.Password, attacker));
            Assert.Equal("too-many-attempts", await _door.TryAsync("bob", Door.Password, attacker));
            TimeSpan wait = _door.Access.WaitOf("alice", attacker);
            Assert.Equal(Math.Min(Math.Pow(2, failures - 6), 900), wait.TotalSeconds, 3);
            Assert.Equal("bob", await _door.TryAsync("bob", Door.Password, Door.Address(2)));
            _door.Folder.Clock.Advance(wait);
            await _door.FailAsync(1, "alice", attacker);
        }

        _door.Folder.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("alice", await _door.TryAsync("alice", Door.Password, attacker));
    }

    [Fact]
    public async Task Many_addresses_together_guess_no_faster_and_the_owners_places_stay_open()
    {
        await _door.AddAsync("alice");
        await _door.AddAsync("bob");
        IPAddress home = Door.Address(200);
        Assert.Equal("alice", await _door.TryAsync("alice", Door.Password, home));
        for (int i = 1; i <= 5; i++) await _door.FailAsync(1, "alice", Door.Address(i));
        Assert.Equal("too-many-attempts", await _door.TryAsync("ALICE", "guess", Door.Address(6)));
        Assert.Equal("alice", await _door.TryAsync("alice", Door.Password, home));
        Assert.Equal("alice", await _door.TryAsync("alice", Door.Password, Door.Here));
        Assert.Equal("alice", await _door.TryAsync("alice", Door.Password, from: null));
        Assert.Equal("bob", await _door.TryAsync("bob", Door.Password, Door.Address(6)));
        TimeSpan first = _door.Access.WaitOf("alice", Door.Address(7));
        _door.Folder.Clock.Advance(first);
        await _door.FailAsync(1, "alice", Door.Address(7));
        Assert.True(_door.Access.WaitOf("alice", Door.Address(8)) > first);
    }

    [Fact]
    public async Task An_accounts_delay_ends_within_a_minute_also_under_attack()
    {
        await _door.AddAsync("alice");
        for (int i = 1; i < 100; i++)
        {
            IPAddress attacker = IPAddress.Parse($"198.51.100.{i}");
            _door.Folder.Clock.Advance(_door.Access.WaitOf("alice", attacker));
            await _door.FailAsync(1, "alice", attacker);
        }

        TimeSpan wait = _door.Access.WaitOf("alice", Door.Address(1));
        Assert.InRange(wait.TotalSeconds, 1, 60);
        _door.Folder.Clock.Advance(wait);
        Assert.Equal("alice", await _door.TryAsync("alice", Door.Password, Door.Address(1)));
    }

    [Fact]
    public async Task An_account_that_is_none_looks_like_one()
    {
        await _door.AddAsync("alice");
        foreach (string name in new[] { "alice", "nobody" })
        {
            AppError? wrong = (await _door.Access.SignInAsync(name, "wrong", Door.Address(1))).Error;
            Assert.Equal(new AppError("not-signed-in", "The user or the password is wrong."), wrong);
            for (int i = 2; i <= 5; i++) await _door.FailAsync(1, name, Door.Address(i));
            Assert.Equal("too-many-attempts", await _door.TryAsync(name, "wrong", Door.Address(6)));
        }
    }

    [Fact]
    public async Task On_this_machine_one_account_locks_no_other_and_tokens_pass()
    {
        await _door.AddAsync("alice");
        await _door.AddAsync("bob");
        string token = (await _door.Tokens.CreateAsync("x", AccessRole.Read, null)).Value.Secret;
        await _door.FailAsync(5, "alice", Door.Here);
        Assert.Equal("too-many-attempts", await _door.TryAsync("alice", Door.Password, Door.Here));
        Assert.Equal("bob", await _door.TryAsync("bob", Door.Password, Door.Here));
        for (int i = 0; i < 5; i++) Assert.NotNull(_door.Access.SignInByToken("wrong", Door.Here).Error);
        Assert.Equal("too-many-attempts", _door.Access.SignInByToken("wrong", Door.Here).Error?.Code);
        Assert.Null(_door.Access.SignInByToken(token, Door.Here).Error);
        Assert.Equal("x", await _door.TryAsync("any name", token, Door.Here));
    }

    [Fact]
    public async Task On_this_machine_guesses_at_other_names_hold_nobody_up()
    {
        await _door.AddAsync("bob");
        await _door.AddAsync("carl");
        Assert.Equal("bob", await _door.TryAsync("bob", Door.Password, Door.Here));
        using var gate = new ManualResetEventSlim();
        try
        {
            _door.Hold(gate);
            Task<string>[] guesses =
                [.. Enumerable.Range(0, 200).Select(i => _door.TryAsync($"guess{i}", "wrong", Door.Here))];

            // What is known to be right waits for no comparison; the first sign-in gets its turn.
            Task<string> bob = _door.TryAsync("bob", Door.Password, Door.Here);
            Task<string> carl = _door.TryAsync("carl", Door.Password, Door.Here);
            Task<string> wrong = _door.TryAsync("bob", "wrong", Door.Here);
            Assert.True(bob.IsCompleted);
            Assert.Equal("bob", await bob);
            Assert.False(carl.IsCompleted);
            gate.Set();
            Assert.Equal("carl", await carl);
            Assert.Equal("not-signed-in", await wrong);
            Assert.All(await Task.WhenAll(guesses), answer => Assert.Equal("not-signed-in", answer));
        }
        finally
        {
            gate.Set();
        }
    }

    [Fact]
    public async Task A_remembered_password_does_not_open_the_door_for_guesses()
    {
        await _door.AddAsync("bob");
        Assert.Equal("bob", await _door.TryAsync("bob", Door.Password, Door.Here));
        await _door.FailAsync(5, "bob", Door.Here);

        // Else whoever guesses would be told of the right one at any speed.
        Assert.Equal("too-many-attempts", await _door.TryAsync("bob", Door.Password, Door.Here));
    }

    [Fact]
    public async Task Tokens_and_links_count_for_the_address_too()
    {
        await _door.AddAsync("alice");
        string token = (await _door.Tokens.CreateAsync("x", AccessRole.Read, null)).Value.Secret;
        for (int i = 0; i < 3; i++) Assert.NotNull(_door.Access.SignInByToken("wrong", Door.Address(1)).Error);
        for (int i = 0; i < 2; i++) Assert.NotNull(_door.Access.SignInByLink("wrong", Door.Address(1)).Error);
        Assert.Equal("too-many-attempts", _door.Access.SignInByLink("wrong", Door.Address(1)).Error?.Code);
        Assert.Equal("too-many-attempts", _door.Access.SignInByToken(token, Door.Address(1)).Error?.Code);
        Assert.Equal("too-many-attempts", await _door.TryAsync("alice", Door.Password, Door.Address(1)));
        Assert.Null(_door.Access.SignInByToken(token, Door.Address(2)).Error);
    }

    [Fact]
    public async Task A_program_with_an_old_token_on_this_machine_locks_no_link_out()
    {
        Assert.Null(await _door.Tokens.EnsureLocalAsync(_door.Folder.Place));
        for (int i = 0; i < 9; i++) Assert.NotNull(_door.Access.SignInByToken("wrong", Door.Here).Error);
        Assert.Equal("too-many-attempts", _door.Access.SignInByLink("wrong", Door.Here).Error?.Code);
        Assert.Null(_door.Access.SignInByLink(_door.Access.CreateLink(), Door.Here).Error);
    }

    [Fact]
    public async Task Guessing_at_the_same_time_gains_nothing()
    {
        await _door.AddAsync("alice");
        string[] said = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            _door.TryAsync("alice", i == 199 ? Door.Password : $"guess {i}", Door.Address(1))));
        Assert.InRange(said.Count(word => word == "not-signed-in"), 1, 5);
        Assert.DoesNotContain("alice", said);
    }

    [Fact]
    public async Task The_same_credential_at_the_same_time_is_one_attempt()
    {
        await _door.AddAsync("alice");
        string[] said = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => _door.TryAsync("alice", Door.Password, Door.Address(1))));
        Assert.All(said, name => Assert.Equal("alice", name));
    }

    [Fact]
    public async Task No_attacker_fills_the_journal()
    {
        for (int network = 0; network < 40; network++)
        {
            for (int i = 1; i <= 5; i++)
                _door.Access.SignInByToken("wrong", IPAddress.Parse($"198.51.{network}.{i}"));
        }

        string[] told = _door.Told(JournalKinds.SignInFailed);
        Assert.Equal(30, told.Length);
        Assert.Contains("only counted", told[^1], StringComparison.Ordinal);
        _door.Folder.Clock.Advance(TimeSpan.FromMinutes(10));
        await _door.FailAsync(1, "alice", Door.Address(1));
        told = _door.Told(JournalKinds.SignInFailed);
        Assert.Equal(32, told.Length);
        Assert.Contains("170 more", told[30], StringComparison.Ordinal);
    }

    public void Dispose() => _door.Dispose();
}
