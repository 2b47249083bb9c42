using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>Announces over UDP (BEP 15): connect, then announce, each sent again when no answer comes.</summary>
internal sealed class UdpTrackerClient(TimeProvider time) : IDisposable
{
    private const int TimeoutMs = 60_000;

    /// <summary>Sockets of all announces together.</summary>
    private const int MaxAtOnce = 256;
    private const int MaxAddresses = 2;

    private readonly SemaphoreSlim _places = new(MaxAtOnce);
    private readonly CancellationTokenSource _stop = new();

    public async Task<AnnounceResult> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request)
    {
        try
        {
            await _places.WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return new AnnounceResult(null, TrackerError.Timeout);
        }

        try
        {
            return await AnnounceInTimeAsync(tracker, request);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _stop.Cancel();

    private async Task<AnnounceResult> AnnounceInTimeAsync(TrackerUrl tracker, AnnounceRequest request)
    {
        using CancellationTokenSource timeout =
            StopAfter(TimeoutMs, _stop.Token, out CancellationTokenRegistration link);
        using (link)
        {
            try
            {
                IPAddress[] all = await Dns.GetHostAddressesAsync(tracker.Host, timeout.Token);
                return await AnnounceToAnyAsync(all.Take(MaxAddresses).ToArray(), tracker, request, timeout.Token);
            }
            catch (OperationCanceledException)
            {
                return new AnnounceResult(null, TrackerError.Timeout);
            }
            catch (SocketException failure)
            {
                return Unreachable(failure);
            }
        }
    }

    // Each address has its share of the time, so that a silent one does not keep us from the next.
    private async Task<AnnounceResult> AnnounceToAnyAsync(
        IPAddress[] addresses, TrackerUrl tracker, AnnounceRequest request, CancellationToken cancellation)
    {
        AnnounceResult result = new(null, new TrackerError("the tracker's name has no address"));
        foreach (IPAddress address in addresses)
        {
            using CancellationTokenSource share =
                StopAfter(TimeoutMs / addresses.Length, cancellation, out CancellationTokenRegistration link);
            using (link)
            {
                try
                {
                    result = await AnnounceToAsync(
                        new IPEndPoint(address, tracker.Port), tracker, request, share.Token);
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
                {
                    result = new AnnounceResult(null, TrackerError.Timeout);
                }
            }

            if (result.Response is not null) break;
        }

        return result;
    }

    private CancellationTokenSource StopAfter(
        int timeoutMs, CancellationToken outer, out CancellationTokenRegistration link)
    {
        var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeoutMs), time);
        link = outer.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        return source;
    }

    private static AnnounceResult Unreachable(SocketException failure) =>
        new(null, new TrackerError($"cannot reach the tracker: {failure.Message}"));

    private async Task<AnnounceResult> AnnounceToAsync(
        IPEndPoint address, TrackerUrl tracker, AnnounceRequest request, CancellationToken cancellation)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            // Connected, so that only the tracker's datagrams come in, and its "port unreachable" too.
            await socket.ConnectAsync(address, cancellation);
            var exchange = new UdpExchange(socket, time);
            uint transaction = NewTransaction();
            UdpConnection connection = default;
            TrackerError? error = null;
            bool isDone = await exchange.RunAsync(
                buffer => UdpTrackerWriter.WriteConnect(buffer, transaction),
                datagram => UdpTrackerReader.ReadConnect(
                    datagram, transaction, MonotonicTime.From(time), out connection, out error),
                cancellation);
            if (!isDone) return new AnnounceResult(null, error);
            uint second = NewTransaction();
            AnnounceResponse? response = null;
            bool isIPv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
            await exchange.RunAsync(
                buffer => UdpTrackerWriter.WriteAnnounce(buffer, connection, second, request, tracker),
                datagram => UdpTrackerReader.ReadAnnounce(datagram, second, isIPv6, out response, out error),
                cancellation);
            return new AnnounceResult(response, error);
        }
        catch (SocketException failure)
        {
            return Unreachable(failure);
        }
    }

    private static uint NewTransaction() => (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
}
