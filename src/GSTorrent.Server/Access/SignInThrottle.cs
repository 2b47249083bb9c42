using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GSTorrent.Server.Access;

/// <summary>
/// Slows guessing down, address by address: after some failures an address waits, longer after each further one.
/// Other addresses are not touched. Thread-safe, bounded, forgotten at the end of the program.
/// </summary>
internal sealed class SignInThrottle(TimeProvider clock, int maxAddresses = 10_000)
{
    /// <summary>Failures before an address has to wait.</summary>
    public const int FreeFailures = 5;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Record> _records = [];

    /// <summary>How long the address still has to wait; zero: it may try.</summary>
    public TimeSpan WaitOf(IPAddress address)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(KeyOf(address), out Record record)) return TimeSpan.Zero;
            TimeSpan left = DelayAfter(record.Failures) - clock.GetElapsedTime(record.Last);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A failure; true if the address has to wait from now on.</summary>
    public bool Fail(IPAddress address)
    {
        lock (_gate)
        {
            IPAddress key = KeyOf(address);
            if (_records.Count >= maxAddresses && !_records.ContainsKey(key)) ForgetOldest();
            ref Record record = ref CollectionsMarshal.GetValueRefOrAddDefault(_records, key, out bool known);
            bool isStale = known && clock.GetElapsedTime(record.Last) > Memory;
            record = new Record(isStale ? 1 : record.Failures + 1, clock.GetTimestamp());
            return record.Failures >= FreeFailures;
        }
    }

    // 1, 2, 4, … seconds.
    private static TimeSpan DelayAfter(int failures)
    {
        if (failures < FreeFailures) return TimeSpan.Zero;
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures - FreeFailures, 20)));
        return wait < LongestWait ? wait : LongestWait;
    }

    private void ForgetOldest()
    {
        long now = clock.GetTimestamp();
        IPAddress oldest = _records.MaxBy(pair => clock.GetElapsedTime(pair.Value.Last, now)).Key;
        _records.Remove(oldest);
    }

    // One customer has a whole /64 of IPv6 addresses.
    private static IPAddress KeyOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    private readonly record struct Record(int Failures, long Last);
}
