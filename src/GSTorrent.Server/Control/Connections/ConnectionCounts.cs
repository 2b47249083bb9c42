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

/// <summary>Counts open connections, by room and, elsewhere, by address. Thread-safe.</summary>
internal sealed class ConnectionCounts(ConnectionLimits limits)
{
    private readonly Lock _gate = new();
    private readonly int[] _ofRoom = new int[Enum.GetValues<ConnectionRoom>().Length];
    private readonly ConnectionShares _shares = new();

    /// <summary>Addresses that are remembered.</summary>
    public int Addresses
    {
        get
        {
            lock (_gate) return _shares.Addresses;
        }
    }

    /// <summary>What is granted has to <see cref="Leave"/>.</summary>
    /// <param name="seat">The new connection.</param>
    /// <param name="gone">Whose place it got, which counts no more; null: there was room.</param>
    public Admission TryEnter(ConnectionSeat seat, out ConnectionSeat? gone)
    {
        gone = null;
        lock (_gate)
        {
            ConnectionRoom room = seat.Origin.Room;
            bool isShared = IsShared(seat.Origin);
            if (isShared && _shares.CountOf(seat.Origin) >= limits.OfAddress) return Admission.AddressIsFull;
            if (_ofRoom[(int)room] >= limits.Of(room))
            {
                gone = isShared ? _shares.WhoGivesWayTo(seat.Origin) : null;
                if (gone is null) return Admission.RoomIsFull;
                Remove(gone);
            }

            _ofRoom[(int)room]++;
            if (isShared) _shares.Add(seat);
            return Admission.Granted;
        }
    }

    /// <summary>Does nothing if it gave way before.</summary>
    public void Leave(ConnectionSeat seat)
    {
        lock (_gate) Remove(seat);
    }

    private void Remove(ConnectionSeat seat)
    {
        if (!IsShared(seat.Origin) || _shares.Remove(seat)) _ofRoom[(int)seat.Origin.Room]--;
    }

    // A proxy has one address for everybody who comes through it, and this machine is one.
    private static bool IsShared(ConnectionOrigin origin) => origin.Room is ConnectionRoom.Elsewhere;
}
