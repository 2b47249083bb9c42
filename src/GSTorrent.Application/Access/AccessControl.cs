using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Access;

/// <summary>
/// The door: who comes in with what, how often somebody may try, and for how long a session lasts. Every API asks here,
/// so all of them together have one count of failures. Thread-safe.
/// </summary>
public sealed class AccessControl
{
    /// <summary>What is longer is no user's name or password and no token, in UTF-16 code units.</summary>
    public const int MaxUserLength = 256, MaxPasswordLength = 1_024;

    private static readonly AppError WrongPassword = new("not-signed-in", "The user or the password is wrong.");
    private static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(1);
    private readonly UserStore _users;
    private readonly TokenStore _tokens;
    private readonly AccessJournal _journal;
    private readonly SignInGuard _guard;
    private readonly PasswordCheck _passwords;
    private readonly SessionStore _sessions;
    private readonly SignInLinks _links;
    private readonly ConcurrentDictionary<string, Lazy<Task<Result<Caller>>>> _underWay = new(StringComparer.Ordinal);

    /// <param name="stores">Users and tokens.</param>
    /// <param name="worker">For passwords.</param>
    /// <param name="journal">Told of sign-ins, refusals and changes.</param>
    /// <param name="sessionLifetime">How long a session lasts without being used.</param>
    /// <param name="clock">The clock.</param>
    internal AccessControl(
        (UserStore Users, TokenStore Tokens) stores,
        PasswordWorker worker,
        EventJournal journal,
        Func<TimeSpan> sessionLifetime,
        TimeProvider clock)
    {
        (_users, _tokens) = stores;
        _journal = new AccessJournal(journal, clock);
        _guard = new SignInGuard(clock);
        _passwords = new PasswordCheck(worker, clock, _users.Rounds);
        _sessions = new SessionStore(sessionLifetime, clock);
        _links = new SignInLinks(clock);
    }

    /// <summary>
    /// A user's name and password; or any name and a token as the password. The errors are "not-signed-in" and
    /// "too-many-attempts".
    /// </summary>
    /// <param name="user">The name.</param>
    /// <param name="password">The password or token.</param>
    /// <param name="from">Where the request comes from; null: a unix socket.</param>
    public async Task<Result<Caller>> SignInAsync(string user, string password, IPAddress? from)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        if (user.Length > MaxUserLength || password.Length > MaxPasswordLength) return RefuseLong(from);
        if (_tokens.Authenticate(password) is { } token) return Enter(token, from);

        // The same credential at the same time from the same place is one attempt.
        string key = $"{_passwords.KeyOf(user, password)}@{(from is null ? "" : CallerPlace.KeyOf(from))}";
        var mine = new Lazy<Task<Result<Caller>>>(() => SignInByPasswordAsync(user, password, from));
        Lazy<Task<Result<Caller>>> one = _underWay.GetOrAdd(key, mine);
        try
        {
            return await one.Value;
        }
        finally
        {
            if (ReferenceEquals(one, mine)) _underWay.TryRemove(key, out _);
        }
    }

    /// <summary>A token by itself; the errors are those of <see cref="SignInAsync"/>.</summary>
    public Result<Caller> SignInByToken(string? secret, IPAddress? from)
    {
        if (_tokens.Authenticate(secret) is { } token) return Enter(token, from);
        TimeSpan wait = _guard.WaitOf(user: null, from);
        if (wait > TimeSpan.Zero) return TooMany(wait);
        _journal.Refused("wrong token", from, _guard.Fail(from));
        return new AppError("not-signed-in", "This token is unknown, revoked or has ended.");
    }

    /// <summary>Makes a link's secret that lets an admin in once, within a quarter of an hour.</summary>
    public string CreateLink() => _links.Create();

    /// <summary>Uses up a link's secret; the errors are those of <see cref="SignInAsync"/>.</summary>
    public Result<Caller> SignInByLink(string? secret, IPAddress? from)
    {
        TimeSpan wait = _guard.WaitOf(user: null, from);

        // As with tokens: nobody guesses 256 bits, and all programs of this machine share one address.
        if (wait > TimeSpan.Zero && !CallerPlace.IsHere(from)) return TooMany(wait);
        if (_links.TryUse(secret) && _tokens.Find(TokenStore.LocalId) is { } local)
        {
            _journal.Tell(JournalKinds.SignedIn, "The sign-in link was used", from);
            return Callers.Of(local) with { Name = "the sign-in link" };
        }

        if (wait > TimeSpan.Zero) return TooMany(wait);
        _journal.Refused("a sign-in link that is wrong, used or too old", from, _guard.Fail(from));
        return new AppError("not-signed-in", "This link is wrong, was used or is too old: sign in some other way.");
    }

    /// <summary>How long somebody has to wait before the next attempt; zero: not at all.</summary>
    public TimeSpan WaitOf(string? user, IPAddress? from) => _guard.WaitOf(user, from);

    /// <summary>Opens a session of a caller that was let in here; tells its secret, which is kept nowhere.</summary>
    public string OpenSession(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return _sessions.Open(caller);
    }

    /// <summary>
    /// Who opened the session, with the rights of this moment; null: there is none, it has ended, or the right has.
    /// </summary>
    public Caller? FindSession(string? secret)
    {
        if (_sessions.Find(secret) is not { } caller) return null;
        if (Renew(caller) is { } current) return current;
        _sessions.Close(secret!);
        return null;
    }

    /// <summary>Ends a session at once.</summary>
    public void CloseSession(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        _sessions.Close(secret);
    }

    /// <summary>What a page must send along with each change besides its session's cookie.</summary>
    public static string CsrfTokenOf(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return SessionStore.CsrfTokenOf(secret);
    }

    /// <summary>Would the caller still be let in? For answers that go on for long.</summary>
    public bool IsCurrent(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        bool isOpenToAll = caller.UserName is null && caller.TokenId is null;
        return isOpenToAll || (_sessions.IsOpen(caller) && Renew(caller) is not null);
    }

    /// <summary>Tells the journal who changed what from where.</summary>
    public void RecordChange(Caller caller, IPAddress? from, AuditNote note)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(note);
        _journal.Changed(caller, from, note);
    }

    // Nothing is made of it: neither a hash nor a key nor a line of the journal.
    private AppError RefuseLong(IPAddress? from)
    {
        TimeSpan wait = _guard.WaitOf(user: null, from);
        if (wait > TimeSpan.Zero) return TooMany(wait);
        _journal.Refused("a user or password longer than any", from, _guard.Fail(from));
        return WrongPassword;
    }

    private async Task<Result<Caller>> SignInByPasswordAsync(string user, string password, IPAddress? from)
    {
        TimeSpan wait = _guard.TryBegin(user, from, out SignInAttempt attempt);
        if (wait > TimeSpan.Zero) return TooMany(wait);
        bool? isRight = null;
        bool mustWait = false;
        UserRecord? known = _users.Find(user);
        try
        {
            if (!_passwords.TryVerify(user, known, password, out Task<bool>? verifying)) return TooMany(WhenBusy);
            isRight = await verifying;
        }
        finally
        {
            mustWait = _guard.End(attempt, failed: isRight is false);
        }

        // The user may have been removed, or the password changed, while it was compared.
        if (isRight is true && Renew(Callers.Of(known!)) is { } caller) return Enter(known!, caller, from);

        // A name that is none may be a password in the wrong field.
        _journal.Refused(known is null ? "unknown user" : $"wrong password of {known.Name}", from, mustWait);
        return WrongPassword;
    }

    private Caller Enter(UserRecord user, Caller caller, IPAddress? from)
    {
        _guard.Know(user.Name, from);
        _users.MarkUsed(user);
        _journal.SignedIn(caller, from);
        return caller;
    }

    // Nobody guesses the 256 bits of a token. All programs of this machine share one address, so a right token passes
    // there: a script with an old one must not lock its owner out.
    private Result<Caller> Enter(TokenRecord token, IPAddress? from)
    {
        TimeSpan wait = CallerPlace.IsHere(from) ? TimeSpan.Zero : _guard.WaitOf(user: null, from);
        if (wait > TimeSpan.Zero) return TooMany(wait);
        Caller caller = Callers.Of(token);
        _journal.SignedIn(caller, from);
        return caller;
    }

    private Caller? Renew(Caller caller)
    {
        Caller? current = caller.UserName is { } user
            ? Callers.Of(_users.Find(user))
            : Callers.Of(caller.TokenId is { } id ? _tokens.Find(id) : null);
        if (current is null || !string.Equals(current.Proof, caller.Proof, StringComparison.Ordinal)) return null;
        return current with { Name = caller.Name, Session = caller.Session };
    }

    private static AppError TooMany(TimeSpan wait)
    {
        string seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new AppError(
            "too-many-attempts", $"Too many attempts failed: wait {seconds} s before the next one.");
    }
}
