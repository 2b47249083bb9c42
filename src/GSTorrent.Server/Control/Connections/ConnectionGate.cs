using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace GSTorrent.Server.Control.Connections;

/// <summary>
/// The first step of every connection, before any byte of it is read: whoever has too many of them is cut off, so that
/// there is room for the others. Whoever has most gives way to those who have few.
/// </summary>
internal sealed partial class ConnectionGate(ConnectionLimits limits, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConnectionCounts _counts = new(limits);
    private readonly RefusalTally _refusals = new();

    /// <summary>Who has opened a connection.</summary>
    public required Func<ConnectionContext, ConnectionOrigin> OriginOf { get; init; }

    /// <summary>Where people read of refusals.</summary>
    public required ILogger Log { get; init; }

    /// <summary>Cancelled at the server's end.</summary>
    public required CancellationToken Stop { get; init; }

    public void Use(IConnectionBuilder connections) =>
        connections.Use(next => connection => ServeAsync(connection, next));

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        using var seat = new ConnectionSeat(OriginOf(connection), connection);
        Admission admission = _counts.TryEnter(seat, out ConnectionSeat? gone);
        if (gone is not null) CutOff(gone);
        if (admission is Admission.Granted)
        {
            seat.Take(_counts.Leave);
            await next(connection);
            return;
        }

        Tell(seat.Origin, admission);
        seat.CutOff();
    }

    private void CutOff(ConnectionSeat seat)
    {
        if (_refusals.AddOfLargest(seat.Origin.Who, out bool isFirst)) TellLargest(Log, seat.Origin.Who);
        if (isFirst) _ = SumAsync();
        seat.CutOff();
    }

    private void Tell(ConnectionOrigin origin, Admission admission)
    {
        bool isFirst;
        if (admission is Admission.AddressIsFull)
        {
            if (_refusals.AddOfAddress(origin.Who, out isFirst)) TellFullAddress(Log, origin.Who, limits.OfAddress);
        }
        else if (_refusals.AddOfRoom(Name(origin.Room), out isFirst))
        {
            TellFullRoom(Log, Name(origin.Room), limits.Of(origin.Room));
        }

        if (isFirst) _ = SumAsync();
    }

    private async Task SumAsync()
    {
        do await Task.Delay(Minute, clock, Stop).ContinueWith(
            static _ => { }, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!Stop.IsCancellationRequested && TellSum());
    }

    private bool TellSum()
    {
        if (_refusals.Sum() is not { } text) return false;
        TellSum(Log, text);
        return true;
    }

    private static string Name(ConnectionRoom room) => room switch
    {
        ConnectionRoom.Socket => "by unix sockets",
        ConnectionRoom.Here => "from this machine",
        ConnectionRoom.Proxy => "from the reverse proxies",
        _ => "from other machines",
    };

    [LoggerMessage(1, LogLevel.Warning, "Connections of {Who} are refused: it has {Count} open, as many as one "
        + "address may have. A reverse proxy with many clients belongs into access.trusted-proxies.")]
    private static partial void TellFullAddress(ILogger log, string who, int count);

    [LoggerMessage(2, LogLevel.Warning,
        "Connections {Where} are refused: {Count} are open, as many as there is room for.")]
    private static partial void TellFullRoom(ILogger log, string where, int count);

    [LoggerMessage(4, LogLevel.Warning, "Connections of {Who}, which has the most of all other machines, are closed: "
        + "there is no more room, and others come who have fewer.")]
    private static partial void TellLargest(ILogger log, string who);

    [LoggerMessage(3, LogLevel.Warning, "{Text}")]
    private static partial void TellSum(ILogger log, string text);
}
