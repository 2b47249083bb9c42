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

    // What an unknown user's password is compared with, so that it takes as long as that of a known one.
    private readonly Lazy<string> _nobody = new(() => PasswordHash.Create("", rounds));

    /// <summary>Stands for a credential without telling it.</summary>
    public string KeyOf(string user, string password) => KeyOf(user, password, "");

    /// <summary>Begins to find out whether it is the user's password; false: too many are being compared.</summary>
    public bool TryVerify(UserRecord? user, string password, [NotNullWhen(true)] out Task<bool>? verifying)
    {
        if (user is null)
            return worker.TryRun(() => PasswordHash.Verify(password, _nobody.Value) && false, out verifying);
        string key = KeyOf(user.Name, password, user.PasswordHash);
        if (_right.Contains(key))
        {
            _right.Touch(key);
            verifying = Task.FromResult(true);
            return true;
        }

        return worker.TryRun(
            () =>
            {
                bool isRight = PasswordHash.Verify(password, user.PasswordHash);
                if (isRight) _right.Touch(key);
                return isRight;
            },
            out verifying);
    }

    private string KeyOf(string user, string password, string stored)
    {
        string name = user.ToUpperInvariant();
        byte[] text = Encoding.UTF8.GetBytes($"{name.Length}:{name}{password.Length}:{password}{stored}");
        return Convert.ToBase64String(HMACSHA256.HashData(_key, text));
    }
}
