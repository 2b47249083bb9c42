using GSTorrent.Application.Access;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Tests.Access;

public sealed class UserStoreTests : IDisposable
{
    private readonly Door _door = new();

    [Fact]
    public async Task A_user_signs_in_also_after_a_restart_until_removed()
    {
        UserRecord user = (await _door.Users.AddAsync("Alice", Door.Password, AccessRole.Read, " tv ")).Value;
        Assert.Equal(("Alice", AccessRole.Read, "tv"), (user.Name, user.Role, user.Category));
        LoadedState state = _door.Folder.Reopen();
        using var worker = new PasswordWorker();
        var users = new UserStore(state, _door.Folder.Database, worker, _door.Folder.Clock);
        Assert.Equal("tv", users.Find("aLICE")?.Category);
        Assert.True(PasswordHash.Verify(Door.Password, users.Find("alice")!.PasswordHash));
        Assert.Null(await users.RemoveAsync("ALICE"));
        Assert.Empty(users.All);
        Assert.Equal("user-not-found", (await users.RemoveAsync("alice"))?.Code);
        Assert.Empty(_door.Folder.Reopen().Users);
    }

    [Theory]
    [InlineData("", "long enough", AccessRole.Read, null, "user-invalid")]
    [InlineData("a b", "long enough", AccessRole.Read, null, "user-invalid")]
    [InlineData("a:b", "long enough", AccessRole.Read, null, "user-invalid")]
    [InlineData("älice", "long enough", AccessRole.Read, null, "user-invalid")]
    [InlineData("alice", "short", AccessRole.Read, null, "password-invalid")]
    [InlineData("alice", "line\nfeed", AccessRole.Read, null, "password-invalid")]
    [InlineData("alice", "long enough", AccessRole.Read, "a//b", "category-invalid")]
    [InlineData("alice", "long enough", AccessRole.Admin, "tv", "bad-request")]
    public async Task What_is_wrong_is_told(
        string name, string password, AccessRole role, string? category, string code)
    {
        Assert.Equal(code, (await _door.Users.AddAsync(name, password, role, category)).Error?.Code);
        Assert.Empty(_door.Users.All);
    }

    [Fact]
    public async Task A_name_is_taken_once_however_many_want_it()
    {
        Result<UserRecord>[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            _door.Users.AddAsync(i % 2 == 0 ? "alice" : "ALICE", Door.Password, AccessRole.Read, null)));
        Assert.Single(results, result => result.Error is null);
        Assert.All(results.Where(result => result.Error is not null), r => Assert.Equal("user-exists", r.Error?.Code));
        Assert.Single(_door.Folder.Reopen().Users);
    }

    [Fact]
    public async Task Another_password_takes_the_place_of_the_old_one()
    {
        await _door.AddAsync("alice");
        Assert.Null(await _door.Users.SetPasswordAsync("ALICE", "another secret"));
        Assert.Equal("not-signed-in", await _door.TryAsync("alice", Door.Password, Door.Here));
        Assert.Equal("alice", await _door.TryAsync("Alice", "another secret", Door.Here));
        Assert.Equal("user-not-found", (await _door.Users.SetPasswordAsync("bob", "another secret"))?.Code);
        Assert.Equal("password-invalid", (await _door.Users.SetPasswordAsync("alice", "short"))?.Code);
    }

    [Fact]
    public async Task The_last_use_is_kept()
    {
        await _door.AddAsync("alice");
        Assert.Null(_door.Users.Find("alice")?.LastUsedUnixMs);
        await _door.TryAsync("alice", Door.Password, Door.Here);
        long now = _door.Folder.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(now, _door.Users.Find("alice")?.LastUsedUnixMs);
        Assert.Equal(now, Assert.Single(_door.Folder.Reopen().Users).LastUsedUnixMs);
    }

    [Fact]
    public async Task No_password_is_in_any_file()
    {
        await _door.AddAsync("alice");
        await _door.TryAsync("alice", Door.Password, Door.Here);
        await _door.TryAsync("alice", "wrong secret of alice", Door.Here);
        await _door.TryAsync("another secret of alice", "x", Door.Here);
        await _door.Journal.FlushAsync();
        _door.Folder.Close();
        foreach (string path in Directory.GetFiles(_door.Folder.Root, "*", SearchOption.AllDirectories))
        {
            string content = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path));
            Assert.DoesNotContain(Door.Password, content, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _door.Dispose();
}
