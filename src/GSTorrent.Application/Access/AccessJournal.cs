using System.Net;
using GSTorrent.Application.Journal;

namespace GSTorrent.Application.Access;

/// <summary>
/// What the journal tells about the door: who came in from where, who was refused, and who changed what. No attacker
/// fills it: refusals beyond some are only counted, and what each caller did of a kind has places of its own.
/// Thread-safe.
/// </summary>
internal sealed class AccessJournal(EventJournal journal, TimeProvider clock)
{
    private const int MaxRefusals = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly RecentKeys _users = new(clock, TimeSpan.FromHours(1));
    private readonly RecentKeys _tokens = new(clock, TimeSpan.FromDays(1));
    private readonly Lock _gate = new();
    private long _windowBegin;
    private int _refusals;
    private int _untold;

    /// <summary>Somebody came in. Programs do so all the time: each is told once in a while for each place.</summary>
    public void SignedIn(Caller caller, IPAddress? from)
    {
        string place = from is null ? "" : CallerPlace.KeyOf(from);
        bool isNews = caller.UserName is { } user
            ? _users.TouchIfNew($"{user.ToUpperInvariant()}@{place}")
            : _tokens.TouchIfNew($"{caller.TokenId}@{place}");
        if (!isNews) return;
        string who = caller.UserName is null ? $"The token of '{caller.Name}' was used" : $"{caller.Name} signed in";
        journal.Append(
            JournalSeverity.Information, JournalKinds.SignedIn, $"{who} from {CallerPlace.Describe(from)}.",
            room: RoomOf(caller, JournalKinds.SignedIn));
    }

    /// <summary>A link was used or a session closed, which no program does all the time.</summary>
    public void Tell(string kind, string text, IPAddress? from) =>
        journal.Append(JournalSeverity.Information, kind, $"{text} from {CallerPlace.Describe(from)}.");

    /// <summary>Somebody was refused.</summary>
    /// <param name="why">What was wrong; never what was sent.</param>
    /// <param name="from">Where it came from.</param>
    /// <param name="mustWait">Has that place to wait now?</param>
    public void Refused(string why, IPAddress? from, bool mustWait)
    {
        string wait = mustWait ? " Further ones from there have to wait now." : "";
        string text = $"A sign-in from {CallerPlace.Describe(from)} was refused: {why}.{wait}";
        lock (_gate)
        {
            if (_refusals == 0 || clock.GetElapsedTime(_windowBegin) >= Window) BeginWindow();
            _refusals++;
            if (_refusals < MaxRefusals) Warn(text);
            else if (_refusals == MaxRefusals) Warn($"{text} More in the next minutes are only counted.");
            else _untold++;
        }
    }

    /// <summary>Somebody changed something.</summary>
    public void Changed(Caller caller, IPAddress? from, AuditNote note)
    {
        string who = $"'{caller.Name}' ({NameOf(caller.Role)}) from {CallerPlace.Describe(from)}";
        string room = RoomOf(caller, note.Kind) + (note.IsAdministrative ? " by an admin" : "");
        journal.Append(JournalSeverity.Information, note.Kind, $"{note.Text}, by {who}.", note.InfoHash, room);
    }

    private void BeginWindow()
    {
        if (_untold > 0) Warn($"{_untold} more sign-ins were refused.");
        (_windowBegin, _refusals, _untold) = (clock.GetTimestamp(), 0, 0);
    }

    private void Warn(string text) => journal.Append(JournalSeverity.Warning, JournalKinds.SignInFailed, text);

    private static string RoomOf(Caller caller, string kind) => $"{kind} {caller.Owner}";

    private static string NameOf(AccessRole role) => role switch
    {
        AccessRole.Admin => "admin",
        AccessRole.Control => "control",
        _ => "read",
    };
}
