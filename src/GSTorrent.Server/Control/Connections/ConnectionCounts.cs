using System.Runtime.InteropServices;

namespace GSTorrent.Server.Control.Connections;

/// <summary>May another connection be open?</summary>
internal enum Admission
{
    /// <summary>It counts as open.</summary>
    Granted,

    /// <summary>Its address has as many as one address may have.</summary>
    AddressIsFull,

    /// <summary>All of its room together have as many as there is room for.</summary>
    RoomIsFull,
}

/// <summary>
/// Counts open connections, by room and, elsewhere, by address. It remembers only addresses that have some, so there
/// are never more of them than connections. Thread-safe.
/// </summary>
internal sealed class ConnectionCounts(ConnectionLimits limits)
{
    private readonly Lock _gate = new();
    private readonly int[] _ofRoom = new int[Enum.GetValues<ConnectionRoom>().Length];
    private readonly Dictionary<string, int> _ofAddress = new(StringComparer.Ordinal);

    /// <summary>Addresses that are remembered.</summary>
    public int Addresses
    {
        get
        {
            lock (_gate) return _ofAddress.Count;
        }
    }

    /// <summary>What is granted has to <see cref="Leave"/>, once.</summary>
    public Admission TryEnter(ConnectionOrigin origin)
    {
        lock (_gate)
        {
            bool isCounted = IsCounted(origin);
            if (isCounted && _ofAddress.GetValueOrDefault(origin.Network) >= limits.OfAddress)
                return Admission.AddressIsFull;
            ref int ofRoom = ref _ofRoom[(int)origin.Room];
            if (ofRoom >= limits.Of(origin.Room)) return Admission.RoomIsFull;
            ofRoom++;
            if (isCounted) CollectionsMarshal.GetValueRefOrAddDefault(_ofAddress, origin.Network, out _)++;
            return Admission.Granted;
        }
    }

    public void Leave(ConnectionOrigin origin)
    {
        lock (_gate)
        {
            _ofRoom[(int)origin.Room]--;
            if (IsCounted(origin) && --CollectionsMarshal.GetValueRefOrNullRef(_ofAddress, origin.Network) == 0)
                _ofAddress.Remove(origin.Network);
        }
    }

    // A proxy has one address for everybody who comes through it.
    private static bool IsCounted(ConnectionOrigin origin) => origin.Room is ConnectionRoom.Elsewhere;
}
