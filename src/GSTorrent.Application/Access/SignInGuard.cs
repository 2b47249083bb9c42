using System.Net;

namespace GSTorrent.Application.Access;

/// <summary>
/// Decides who may try a password or a token now. Failures lock their own address for a growing time. Those on one
/// account from everywhere delay that account for addresses from which it was never signed in to, so that many
/// addresses together guess no faster; its owner's own places stay open. Whoever is on the unix socket has read the
/// token file, or could.
/// </summary>
internal sealed class SignInGuard(TimeProvider clock)
{
    private static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Acquaintance = TimeSpan.FromDays(30);
    private readonly SignInThrottle _places = new(clock, LongestLock);
    private readonly SignInThrottle _accounts = new(clock, LongestDelay);
    private readonly RecentKeys _known = new(clock, Acquaintance);

    /// <summary>How long somebody still has to wait; zero: an attempt may be made.</summary>
    public TimeSpan WaitOf(string? user, IPAddress? from)
    {
        if (from is null) return TimeSpan.Zero;
        TimeSpan place = _places.WaitOf(PlaceOf(user, from));
        TimeSpan account = IsStranger(user, from) ? _accounts.WaitOf(AccountOf(user!)) : TimeSpan.Zero;
        return place > account ? place : account;
    }

    /// <summary>Begins an attempt, which <see cref="End"/> must follow. Not zero: it has to wait.</summary>
    public TimeSpan TryBegin(string? user, IPAddress? from, out SignInAttempt attempt)
    {
        attempt = default;
        if (from is null) return TimeSpan.Zero;
        string place = PlaceOf(user, from);
        string? account = IsStranger(user, from) ? AccountOf(user!) : null;
        TimeSpan wait = _places.TryBegin(place);
        if (wait > TimeSpan.Zero) return wait;
        attempt = new SignInAttempt(place, account);
        wait = account is null ? TimeSpan.Zero : _accounts.TryBegin(account);
        if (wait > TimeSpan.Zero) End(attempt with { Account = null }, failed: false);
        return wait;
    }

    /// <summary>Ends an attempt; true if its place has to wait from now on.</summary>
    public bool End(SignInAttempt attempt, bool failed)
    {
        if (attempt.Account is { } account) _accounts.End(account, failed);
        return attempt.Place is { } place && _places.End(place, failed);
    }

    /// <summary>Somebody showed a wrong secret that is no password; true if the place has to wait now.</summary>
    public bool Fail(IPAddress? from) => from is not null && _places.Fail(PlaceOf(user: null, from));

    /// <summary>The account's owner was here.</summary>
    public void Know(string user, IPAddress? from)
    {
        if (from is not null) _known.Touch(AccountOf(user) + "@" + CallerPlace.KeyOf(from));
    }

    private bool IsStranger(string? user, IPAddress from) =>
        user is not null && !CallerPlace.IsHere(from)
        && !_known.Contains(AccountOf(user) + "@" + CallerPlace.KeyOf(from));

    // On this machine everybody has the same address, so one account's failures must not lock the others.
    private static string PlaceOf(string? user, IPAddress from) => user is not null && CallerPlace.IsHere(from)
        ? AccountOf(user) + "@" + CallerPlace.KeyOf(from)
        : CallerPlace.KeyOf(from);

    // Also of accounts that do not exist: whoever guesses must not find out which do.
    private static string AccountOf(string user) => (user.Length <= 64 ? user : user[..64]).ToUpperInvariant();
}

/// <summary>An attempt that is under way, by the keys that it counts for.</summary>
internal readonly record struct SignInAttempt(string? Place, string? Account);
