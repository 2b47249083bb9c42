using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Access;

/// <summary>
/// Compares passwords with what is stored of them. A right one is remembered for a while by a keyed hash that only this
/// process can make, so that programs that send it with every request cost little.
/// </summary>
internal sealed class PasswordCheck(PasswordWorker worker, TimeProvider clock, int rounds)
{
    private const int MaxRemembered = 1_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly RecentKeys _right = new(clock, Memory, MaxRemembered);
    private readonly PasswordPlaces<TaskCompletionSource<bool>> _places = new();

    // What an unknown user's password is compared with, so that it takes as long as that of a known one.
    private readonly Lazy<string> _nobody = new(() => PasswordHash.Create("", rounds));

    /// <summary>Stands for a credential without telling it.</summary>
    public string KeyOf(string user, string password) => KeyOf(user, password, "");

    /// <summary>Begins to find out whether it is the user's password; false: too many are being compared.</summary>
    /// <param name="name">As it was sent.</param>
    /// <param name="user">The user of that name, if there is one.</param>
    /// <param name="password">As it was sent.</param>
    /// <param name="verifying">Whether it is right. Done already if that is remembered: no place is needed.</param>
    public bool TryVerify(
        string name, UserRecord? user, string password, [NotNullWhen(true)] out Task<bool>? verifying)
    {
        if (user is null) return TryVerifyStranger(name, password, out verifying);
        string key = KeyOf(user.Name, password, user.PasswordHash);
        if (_right.Contains(key))
        {
            _right.Touch(key);
            verifying = Task.FromResult(true);
            return true;
        }

        verifying = null;
        if (!_places.TryTake(user.Name)) return false;
        if (worker.TryRun(() => Verify(user, password, key), out verifying)) return true;
        _places.Leave(user.Name);
        return false;
    }

    private bool Verify(UserRecord user, string password, string key)
    {
        try
        {
            bool isRight = PasswordHash.Verify(password, user.PasswordHash);
            if (isRight) _right.Touch(key);
            return isRight;
        }
        finally
        {
            _places.Leave(user.Name);
        }
    }

    private bool TryVerifyStranger(string name, string password, [NotNullWhen(true)] out Task<bool>? verifying)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        StrangerTurn turn = _places.Enter(NameOf(name), answer);
        verifying = turn is StrangerTurn.Refused ? null : answer.Task;
        if (turn is StrangerTurn.Now) Compare(password, [answer]);
        return verifying is not null;
    }

    // One comparison is for all who share the place, as its end is known: it only has to take its time. At the end of
    // the program there is none.
    private void Compare(string password, IReadOnlyList<TaskCompletionSource<bool>> answers)
    {
        while (answers.Count > 0)
        {
            IReadOnlyList<TaskCompletionSource<bool>> those = answers;
            if (worker.TryRun(() => EndTurn(password, those), out _)) return;
            foreach (TaskCompletionSource<bool> answer in answers) answer.SetResult(false);
            answers = _places.Next();
        }
    }

    private bool EndTurn(string password, IReadOnlyList<TaskCompletionSource<bool>> answers)
    {
        try
        {
            return PasswordHash.Verify(password, _nobody.Value);
        }
        finally
        {
            // They wait at the end of the line, like a user's password that came now.
            Compare(password, _places.Next());
            foreach (TaskCompletionSource<bool> answer in answers) answer.SetResult(false);
        }
    }

    private static string NameOf(string name) => name.Length <= 64 ? name : name[..64];

    private string KeyOf(string user, string password, string stored)
    {
        string name = user.ToUpperInvariant();
        byte[] text = Encoding.UTF8.GetBytes($"{name.Length}:{name}{password.Length}:{password}{stored}");
        return Convert.ToBase64String(HMACSHA256.HashData(_key, text));
    }
}
