using GSTorrent.Application.Access;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Tests.Access;

public sealed class ClientValuesTests : IDisposable
{
    private static readonly Caller Alice = new(AccessRole.Read, TokenId: null) { UserName = "alice" };
    private static readonly Caller Program = new(AccessRole.Admin, "t1");
    private readonly StateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_has_its_own_and_they_outlast_a_restart()
    {
        ClientValues values = await OpenAsync();
        Assert.Null(await values.ChangeAsync(Alice, Of("a", "1", "b", "[2]")));
        Assert.Null(await values.ChangeAsync(Program, Of("a", "\"x\"")));
        Assert.Null(await values.ChangeAsync(Alice, Of("b", null, "c", "{}")));
        Assert.Equal("a=1 c={}", Shown(values, Alice));
        values = new ClientValues(_folder.Reopen(), _folder.Database);
        Assert.Equal("a=1 c={}", Shown(values, Alice with { UserName = "ALICE" }));
        Assert.Equal("a=\"x\"", Shown(values, Program));
        Assert.Equal("", Shown(values, Caller.Unknown));
    }

    [Fact]
    public async Task They_go_with_their_owner()
    {
        ClientValues values = await OpenAsync();
        Assert.Null(await values.ChangeAsync(Alice, Of("a", "1")));
        Assert.Null(await values.ChangeAsync(Program, Of("a", "2")));
        values.ForgetUser("Alice");
        values.ForgetToken("t1");
        Assert.Null(await values.ChangeAsync(Caller.Unknown, Of("a", "3")));
        Assert.Equal(("", ""), (Shown(values, Alice), Shown(values, Program)));
        Assert.Equal("anybody", Assert.Single(_folder.Reopen().ClientValues).Owner);
    }

    [Fact]
    public async Task Those_of_nobody_are_dropped_at_the_start()
    {
        ClientValues values = await OpenAsync();
        Assert.Null(await values.ChangeAsync(Alice, Of("a", "1")));
        await _folder.CommitAsync(StateChanges.RemoveUser("alice"));
        Assert.Equal("", Shown(new ClientValues(_folder.Reopen(), _folder.Database), Alice));
        Assert.Empty(_folder.Reopen().ClientValues);
    }

    [Fact]
    public async Task Too_much_changes_nothing()
    {
        ClientValues values = await OpenAsync();
        Assert.Null(await values.ChangeAsync(Alice, Of("a", Text(ClientValues.MaxBytesOfOne / 2))));
        AppError? error = await values.ChangeAsync(Alice, Of("a", "1", "b", Text(ClientValues.MaxBytesOfOne)));
        Assert.Equal("too-large", error?.Code);
        Assert.Equal("a", Assert.Single(values.Of(Alice)).Key);
        Assert.Equal("too-large", (await values.ChangeAsync(Alice, Of(new string('n', 201), "1")))?.Code);
        var many = Enumerable.Range(0, ClientValues.MaxCountOfOne).ToDictionary(i => $"n{i}", _ => (string?)"1");
        Assert.Equal("too-large", (await values.ChangeAsync(Alice, many))?.Code);
        Assert.Null(await values.ChangeAsync(Program, many));
    }

    [Fact]
    public async Task All_together_have_a_limit_too()
    {
        ClientValues values = await OpenAsync();
        Caller[] callers = [.. Enumerable.Range(0, 33).Select(i => new Caller(AccessRole.Read, $"u{i}"))];
        foreach (Caller caller in callers[..32])
            Assert.Null(await values.ChangeAsync(caller, Of("a", Text(ClientValues.MaxBytesOfOne - 10))));
        Assert.Equal("too-large", (await values.ChangeAsync(callers[32], Of("a", Text(1_000))))?.Code);
        Assert.Null(await values.ChangeAsync(callers[0], Of("a", null)));
        Assert.Null(await values.ChangeAsync(callers[32], Of("a", Text(1_000))));
    }

    private async Task<ClientValues> OpenAsync()
    {
        _folder.Open();
        await _folder.CommitAsync(StateChanges.SaveUser(new UserRecord
        {
            Name = "alice",
            PasswordHash = "hash",
            Role = AccessRole.Read,
            CreatedUnixMs = 1,
        }));
        await _folder.CommitAsync(StateChanges.SaveToken(new TokenRecord
        {
            Id = "t1",
            Hash = new byte[32],
            Name = "",
            Role = AccessRole.Admin,
            CreatedUnixMs = 1,
        }));
        return new ClientValues(_folder.Loaded, _folder.Database);
    }

    private static string Text(int bytes) => $"\"{new string('x', bytes - 2)}\"";

    private static Dictionary<string, string?> Of(params string?[] pairs) =>
        pairs.Chunk(2).ToDictionary(pair => pair[0]!, pair => pair[1]);

    private static string Shown(ClientValues values, Caller caller) =>
        string.Join(' ', values.Of(caller).Values.Select(value => $"{value.Name}={value.Json}"));
}
