using System.Net;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;

namespace GSTorrent.Application.Tests.Access;

/// <summary>Users, tokens and the door over a state of their own, on a clock of their own.</summary>
internal sealed class Door : IDisposable
{
    public const string Password = "secret of alice";

    public const int Threads = 2;

    private readonly PasswordWorker _worker = new(Threads);

    public Door()
    {
        Folder.Open();
        Journal = new EventJournal(Folder.Loaded, Folder.Database, Folder.Clock);
        Tokens = new TokenStore(Folder.Loaded, Folder.Database, Folder.Clock);
        Users = new UserStore(Folder.Loaded, Folder.Database, _worker, Folder.Clock) { Rounds = 2 };
        Access = new AccessControl((Users, Tokens), _worker, Journal, () => SessionLifetime, Folder.Clock);
    }

    public static IPAddress Here { get; } = IPAddress.Loopback;

    public StateFolder Folder { get; } = new();

    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(7);

    public EventJournal Journal { get; }

    public TokenStore Tokens { get; }

    public UserStore Users { get; }

    public AccessControl Access { get; }

    public static IPAddress Address(int number) => IPAddress.Parse($"192.0.2.{number}");

    public string[] Told(string kind) =>
        [.. Journal.Since(0).Entries.Where(entry => entry.Kind == kind).Select(entry => entry.Text)];

    public async Task AddAsync(string name, AccessRole role = AccessRole.Control, string? category = null) =>
        Assert.Null((await Users.AddAsync(name, Password, role, category)).Error);

    /// <summary>Signs in and tells the caller's name or the error's code.</summary>
    public async Task<string> TryAsync(string user, string password, IPAddress? from)
    {
        Result<Caller> result = await Access.SignInAsync(user, password, from);
        return result.TryGet(out Caller? caller, out AppError? error) ? caller.Name : error.Code;
    }

    public async Task FailAsync(int times, string user, IPAddress? from)
    {
        for (int i = 0; i < times; i++) Assert.Equal("not-signed-in", await TryAsync(user, "wrong", from));
    }

    /// <summary>No password is compared until the gate opens.</summary>
    public void Hold(ManualResetEventSlim gate)
    {
        for (int i = 0; i < Threads; i++) Assert.True(_worker.TryRun(() => Wait(gate), out _));
    }

    private static bool Wait(ManualResetEventSlim gate)
    {
        gate.Wait();
        return true;
    }

    public void Dispose()
    {
        _worker.Dispose();
        Folder.Dispose();
    }
}
