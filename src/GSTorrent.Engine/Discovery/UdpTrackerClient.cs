using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>
/// Announces and scrapes over UDP (BEP 15): connect, then ask, each sent again when no answer comes.
/// </summary>
internal sealed class UdpTrackerClient(TimeProvider time, NameResolver resolve) : IDisposable
{
    private const int TimeoutMs = 60_000;

    /// <summary>Announces and scrapes at once; each has at most one socket of each family.</summary>
    private const int MaxAtOnce = 256;

    private readonly SemaphoreSlim _places = new(MaxAtOnce);
    private readonly TrackerNames _names = new(resolve);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Over each address family that the tracker's name has.</summary>
    public Task<AnnounceResult> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request) => InTimeAsync(
        tracker,
        error => new AnnounceResult(null, error),
        (families, cancellation) => DualStack.AnnounceAsync(
            families, (family, stop) => AnnounceAsync(family, tracker, request, stop), time, cancellation));

    /// <summary>Asks for the numbers of one torrent.</summary>
    public Task<ScrapeResult> ScrapeAsync(TrackerUrl tracker, InfoHash infoHash) => InTimeAsync(
        tracker,
        error => new ScrapeResult(null, error),
        async (families, cancellation) =>
        {
            var scrape = new UdpScrape(infoHash);
            TrackerError? error = await AskAnyAsync(families[0], tracker.Port, scrape, cancellation);
            return error is null ? scrape.Result : new ScrapeResult(null, error);
        });

    public void Dispose() => _stop.Cancel();

    private async Task<AnnounceResult> AnnounceAsync(
        IPAddress[] family, TrackerUrl tracker, AnnounceRequest request, CancellationToken cancellation)
    {
        bool isIPv6 = family[0].AddressFamily == AddressFamily.InterNetworkV6;
        var announce = new UdpAnnounce(tracker, request, isIPv6);
        TrackerError? error = await AskAnyAsync(family, tracker.Port, announce, cancellation);
        return error is null ? new AnnounceResult(announce.Response, null) : new AnnounceResult(null, error);
    }

    private async Task<T> InTimeAsync<T>(
        TrackerUrl tracker, Func<TrackerError, T> fail, Func<IPAddress[][], CancellationToken, Task<T>> ask)
    {
        try
        {
            await _places.WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return fail(TrackerError.Timeout);
        }

        using CancellationTokenSource timeout =
            StopAfter(TimeoutMs, _stop.Token, out CancellationTokenRegistration link);
        using (link)
        {
            try
            {
                (IPAddress[][] families, TrackerError? error) = await _names.FindAsync(tracker.Host, timeout.Token);
                return error is null ? await ask(families, timeout.Token) : fail(error);
            }
            catch (OperationCanceledException)
            {
                return fail(TrackerError.Timeout);
            }
            finally
            {
                _places.Release();
            }
        }
    }

    // Each address has its share of the time, so that a silent one does not keep us from the next.
    private async Task<TrackerError?> AskAnyAsync(
        IPAddress[] addresses, int port, UdpQuestion question, CancellationToken cancellation)
    {
        TrackerError? error = TrackerError.Timeout;
        foreach (IPAddress address in addresses)
        {
            using CancellationTokenSource share =
                StopAfter(TimeoutMs / addresses.Length, cancellation, out CancellationTokenRegistration link);
            using (link)
            {
                try
                {
                    error = await AskAsync(new IPEndPoint(address, port), question, share.Token);
                }
                catch (OperationCanceledException)
                {
                    error = TrackerError.Timeout;
                }
            }

            if (error is null || cancellation.IsCancellationRequested) break;
        }

        return error;
    }

    private CancellationTokenSource StopAfter(
        int timeoutMs, CancellationToken outer, out CancellationTokenRegistration link)
    {
        var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeoutMs), time);
        link = outer.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        return source;
    }

    private async Task<TrackerError?> AskAsync(
        IPEndPoint address, UdpQuestion question, CancellationToken cancellation)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
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
            if (!isDone) return error;
            uint second = NewTransaction();
            isDone = await exchange.RunAsync(
                buffer => question.Write(buffer, connection, second),
                datagram => question.Read(datagram, second),
                cancellation);
            return isDone ? null : question.Error;
        }
        catch (SocketException failure)
        {
            return new TrackerError($"cannot reach the tracker: {failure.Message}");
        }
    }

    private static uint NewTransaction() => (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
}
