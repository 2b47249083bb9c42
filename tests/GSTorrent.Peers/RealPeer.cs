using System.Net;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers;

/// <summary>
/// A real BitTorrent program on its own loopback address. It is started with nothing but TCP: no DHT, LSD, PEX, uTP,
/// port mapping or encryption, and with its own configuration folder.
/// </summary>
public abstract class RealPeer : IAsyncDisposable
{
    private const int CheckTimeoutMs = 120_000;

    /// <summary>Folder for its configuration and state.</summary>
    protected TemporaryFolder Home { get; } = new();

    /// <summary>What to call it in tables and messages.</summary>
    public abstract string Name { get; }

    /// <summary>Where it listens for peers.</summary>
    public virtual IPEndPoint EndPoint { get; } = PeerAddresses.Next();

    /// <summary>The running program.</summary>
    public ExternalProcess Process { get; protected set; } = null!;

    /// <summary>Starts the program and waits until it can be spoken to.</summary>
    public abstract Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Adds a torrent whose content lies in, or shall go to, <paramref name="folder"/> (the parent of the torrent's
    /// name). What is there already is checked, not trusted.
    /// </summary>
    public abstract Task AddAsync(TorrentFile torrent, string folder, CancellationToken cancellationToken);

    /// <summary>Whether the program says that it has the whole torrent.</summary>
    public abstract Task<bool> IsCompleteAsync(TorrentFile torrent, CancellationToken cancellationToken);

    /// <summary>
    /// Tells the program of a peer; false if this program cannot be told (it finds peers by tracker).
    /// </summary>
    public virtual Task<bool> TryDialAsync(TorrentFile torrent, IPEndPoint peer, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <summary>Checks all data on disk again; returns when the program took the order.</summary>
    public abstract Task RecheckAsync(TorrentFile torrent, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a torrent whose content is complete in <paramref name="folder"/> and waits for its check.
    /// </summary>
    public async Task SeedAsync(TorrentFile torrent, string folder, CancellationToken cancellationToken)
    {
        await AddAsync(torrent, folder, cancellationToken);
        await WaitCompleteAsync(torrent, CheckTimeoutMs, cancellationToken);
    }

    /// <summary>Waits until it has the whole torrent; the error carries what the program printed.</summary>
    public async Task WaitCompleteAsync(TorrentFile torrent, int timeoutMs, CancellationToken cancellationToken)
    {
        try
        {
            await Poll.UntilAsync(
                token => Process.HasExited ? throw Ended() : IsCompleteAsync(torrent, token),
                $"{Name} has all of {torrent.Name}", timeoutMs, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\nlast output of {Name}:\n{Process.Output}", e);
        }
    }

    private InvalidOperationException Ended() =>
        new($"{Name} ended with {Process.ExitCode}:\n{Process.Output}");

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }

        Home.Dispose();
    }

    /// <summary>
    /// Waits until the program's control interface answers; tells its output if it ends or is silent.
    /// </summary>
    protected async Task WaitReadyAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        string last = "";
        try
        {
            await Poll.UntilAsync(IsReadyAsync, $"{Name} answers", 20_000, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} ({last})\nlast output of {Name}:\n{Process.Output}", e);
        }

        async Task<bool> IsReadyAsync(CancellationToken token)
        {
            if (Process.HasExited)
            {
                throw Ended();
            }

            try
            {
                await ask(token);
                return true;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or System.Net.Sockets.SocketException)
            {
                last = e.Message;
                return false;
            }
        }
    }
}
