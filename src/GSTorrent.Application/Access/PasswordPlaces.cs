namespace GSTorrent.Application.Access;

/// <summary>
/// Shares the room for comparing passwords fairly among names. Each user has a few places of its own. All names that no
/// user has share few: what is too much for those waits, and goes together into the next one that becomes free, so that
/// guesses at any number of names neither hold up a user nor are told from guesses at a user by being refused.
/// Thread-safe and bounded.
/// </summary>
/// <typeparam name="T">Who waits.</typeparam>
internal sealed class PasswordPlaces<T>
{
    /// <summary>
    /// More than the attempts at one name that <see cref="SignInThrottle"/> lets be under way: what it refuses, it
    /// refuses for all names alike.
    /// </summary>
    public const int MaxOfUser = 2 * SignInThrottle.FreeFailures;

    /// <summary>Also more than those, so that attempts at one name take as long as if it were a user's.</summary>
    public const int MaxOfStrangers = SignInThrottle.FreeFailures + 3;

    /// <summary>Many more than there are connections from one machine.</summary>
    public const int MaxWaiting = 4_096;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _users = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<(string Name, T Who)> _waiting = new();
    private int _strangers;

    /// <summary>A place for a user's password, which <see cref="Leave"/> must follow; false: it has too many.</summary>
    public bool TryTake(string user)
    {
        lock (_gate)
        {
            int taken = _users.GetValueOrDefault(user);
            if (taken >= MaxOfUser) return false;
            _users[user] = taken + 1;
            return true;
        }
    }

    /// <summary>A user's password was compared.</summary>
    public void Leave(string user)
    {
        lock (_gate)
        {
            if (--_users[user] == 0) _users.Remove(user);
        }
    }

    /// <summary>A place for a name that no user has.</summary>
    public StrangerTurn Enter(string name, T who)
    {
        lock (_gate)
        {
            if (_strangers < MaxOfStrangers)
            {
                _strangers++;
                return StrangerTurn.Now;
            }

            if (_waiting.Count >= MaxWaiting) return StrangerTurn.Refused;
            _waiting.AddLast((name, who));
            return StrangerTurn.Later;
        }
    }

    /// <summary>
    /// A place of the strangers became free. Those who take it together: one of each name that waits, as a user's
    /// passwords are compared one after the other too. None: it stays free.
    /// </summary>
    public IReadOnlyList<T> Next()
    {
        lock (_gate)
        {
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var next = new List<T>();
            for (LinkedListNode<(string Name, T Who)>? at = _waiting.First, after; at is not null; at = after)
            {
                after = at.Next;
                if (!names.Add(at.Value.Name)) continue;
                next.Add(at.Value.Who);
                _waiting.Remove(at);
            }

            if (next.Count == 0) _strangers--;
            return next;
        }
    }
}

/// <summary>When a name that no user has gets a place.</summary>
internal enum StrangerTurn
{
    /// <summary>It has one, and <see cref="PasswordPlaces{T}.Next"/> must follow.</summary>
    Now,

    /// <summary><see cref="PasswordPlaces{T}.Next"/> will name it.</summary>
    Later,

    /// <summary>Too many wait.</summary>
    Refused,
}
